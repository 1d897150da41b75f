/** What was foretold of a visit, and what then happened. */
export interface Prediction {
  probability: number
  happened: boolean
}

/** Predictions of about the same probability, and how often it happened to them. */
export interface CalibrationBin {
  /** Where the bin begins and ends, from 0 to 1. */
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

/** Bins of the calibration, as wide as each other. */
const BINS = 10

/**
 * Tells how good probabilities are, on visits they were not learnt from.
 * Sources: AUC by ranks with ties as halves (Hanley, McNeil 1982); average precision as the sum of
 * precision times gain in recall (scikit-learn's definition); Brier 1950; calibration error with ten
 * equal bins (Naeini et al. 2015).
 * @throws RangeError at a probability that is none, or when only one of the two outcomes is there
 */
export function measureQuality(predictions: readonly Prediction[]): PredictionQuality {
  requirePredictions(predictions)
  const groups = groupsOfEqual(predictions)
  const bins = binned(predictions)
  const { length } = predictions
  const squares = predictions.map(
    ({ probability, happened }) => (probability - Number(happened)) ** 2,
  )
  return {
    auc: areaUnderCurve(groups),
    averagePrecision: averagePrecision(groups),
    brier: sum(squares) / length,
    calibrationError: sum(
      bins.map((bin) => (bin.n * Math.abs(bin.foretold - bin.happened)) / length),
    ),
    bins,
  }
}

/** Predictions that cannot be told apart: how many it happened to, and how many not. */
interface Tied {
  yes: number
  no: number
}

/** Most probable first. */
function groupsOfEqual(predictions: readonly Prediction[]): Tied[] {
  const sorted = predictions.toSorted((one, other) => other.probability - one.probability)
  const groups = Map.groupBy(sorted, ({ probability }) => probability)
  return [...groups.values()].map((tied) => {
    const yes = tied.filter(({ happened }) => happened).length
    return { yes, no: tied.length - yes }
  })
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

function binned(predictions: readonly Prediction[]): CalibrationBin[] {
  const groups = Map.groupBy(predictions, ({ probability }) =>
    Math.min(BINS - 1, Math.floor(probability * BINS)),
  )
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([bin, members]) => ({
      from: bin / BINS,
      to: (bin + 1) / BINS,
      n: members.length,
      foretold: sum(members.map(({ probability }) => probability)) / members.length,
      happened: members.filter(({ happened }) => happened).length / members.length,
    }))
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
