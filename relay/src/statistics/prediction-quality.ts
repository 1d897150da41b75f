/** What was foretold of a visit, and what then happened. */
export interface Prediction {
  probability: number
  happened: boolean
  /** What it counts for; 1 unless said. */
  count?: number
}

/** Predictions of about the same probability, and how often it happened to them. */
export interface CalibrationBin {
  /** Least and largest that it is for, from 0 to 1. */
  from: number
  to: number
  n: number
  /** Mean of what was foretold; what happened should be close to it. */
  foretold: number
  happened: number
}

export interface PredictionQuality {
  /** Chance that one to whom it happened was foretold it more than one to whom it did not; .5 is guessing. */
  auc: number
  /** Average precision; guessing gives the share to whom it happened. */
  averagePrecision: number
  /** Mean squared error of the probabilities; 0 is perfect. */
  brier: number
  /** Expected calibration error: mean distance of foretold and happened over the bins. */
  calibrationError: number
  bins: CalibrationBin[]
}

/** Bins of the calibration. */
const BINS = 10

/** How predictions are put together to see whether what was foretold happened. */
export type Binning = (predictions: readonly Prediction[]) => CalibrationBin[]

/**
 * Tells how good probabilities are, on visits they were not learnt from.
 * Sources: AUC by ranks with ties as halves (Hanley, McNeil 1982); average precision as the sum of
 * precision times gain in recall (scikit-learn's definition); Brier 1950; calibration error with ten
 * bins (Naeini et al. 2015).
 * @throws RangeError at a probability that is none, or when only one of the two outcomes is there
 */
export function measureQuality(
  predictions: readonly Prediction[],
  binned: Binning = equallyWide,
): PredictionQuality {
  requirePredictions(predictions)
  const groups = groupsOfEqual(predictions)
  const bins = binned(predictions)
  const all = countOf(predictions)
  return {
    auc: areaUnderCurve(groups),
    averagePrecision: averagePrecision(groups),
    brier: meanOf(
      predictions,
      ({ probability, happened }) => (probability - Number(happened)) ** 2,
    ),
    calibrationError: sum(bins.map((bin) => (bin.n * Math.abs(bin.foretold - bin.happened)) / all)),
    bins,
  }
}

/** Bins of the same width: what fits predictions that are spread over 0 to 1. */
export const equallyWide: Binning = (predictions) => {
  const groups = Map.groupBy(predictions, ({ probability }) =>
    Math.min(BINS - 1, Math.floor(probability * BINS)),
  )
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([bin, members]) => ({
      ...binOf(members),
      from: bin / BINS,
      to: (bin + 1) / BINS,
    }))
}

/** Bins of about as many predictions: what fits where most of them are close to each other. */
export const equallyFull: Binning = (predictions) => {
  const all = countOf(predictions)
  let before = 0
  const ranked = sorted(predictions).map((members) => {
    const middle = before + countOf(members) / 2
    before += countOf(members)
    return { members, bin: Math.floor((BINS * middle) / all) }
  })
  const bins = Map.groupBy(ranked, ({ bin }) => bin)
  return [...bins.values()].map((ranked) => binOf(ranked.flatMap(({ members }) => members)))
}

/** Predictions that cannot be told apart: how many it happened to, and how many not. */
interface Tied {
  yes: number
  no: number
}

/** Most probable first. */
function groupsOfEqual(predictions: readonly Prediction[]): Tied[] {
  return sorted(predictions)
    .toReversed()
    .map((tied) => {
      const yes = countOf(tied.filter(({ happened }) => happened))
      return { yes, no: countOf(tied) - yes }
    })
}

/** Those of the same probability together, the least probable first. */
function sorted(predictions: readonly Prediction[]): Prediction[][] {
  const groups = Map.groupBy(predictions, ({ probability }) => probability)
  return [...groups].sort(([one], [other]) => one - other).map(([, tied]) => tied)
}

function areaUnderCurve(groups: Tied[]): number {
  let [yes, no, area] = [0, 0, 0]
  for (const group of groups) {
    area += group.no * (yes + group.yes / 2)
    yes += group.yes
    no += group.no
  }
  return area / (yes * no)
}

function averagePrecision(groups: Tied[]): number {
  let [yes, all, area] = [0, 0, 0]
  for (const group of groups) {
    yes += group.yes
    all += group.yes + group.no
    area += group.yes * (yes / all)
  }
  return area / yes
}

function binOf(members: readonly Prediction[]): CalibrationBin {
  const probabilities = members.map(({ probability }) => probability)
  return {
    from: probabilities.reduce((least, one) => Math.min(least, one)),
    to: probabilities.reduce((most, one) => Math.max(most, one)),
    n: countOf(members),
    foretold: meanOf(members, ({ probability }) => probability),
    happened: meanOf(members, ({ happened }) => Number(happened)),
  }
}

function countOf(predictions: readonly Prediction[]): number {
  return sum(predictions.map(({ count = 1 }) => count))
}

function meanOf(predictions: readonly Prediction[], of: (one: Prediction) => number): number {
  return sum(predictions.map((one) => (one.count ?? 1) * of(one))) / countOf(predictions)
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function requirePredictions(predictions: readonly Prediction[]): void {
  const wrong = predictions.find(({ probability }) => !(probability >= 0 && probability <= 1))
  if (wrong) throw new RangeError(`A probability is from 0 to 1; one is ${wrong.probability}.`)
  if (new Set(predictions.map(({ happened }) => happened)).size < 2) {
    throw new RangeError('Predictions of one outcome only cannot be judged.')
  }
}
