import { riskScore } from '@loods/protocol/risk'
import {
  equallyFull,
  measureQuality,
  type PredictionQuality,
} from '../statistics/prediction-quality.ts'
import type { RiskWeights } from '../statistics/risk-weights.ts'
import { type Counts, countVisits, lostShare, momentsOf } from './moments.ts'
import type { PastVisit } from './snapshots.ts'

/** Normal quantile: where there is nothing to find, one score in twenty seems to find something. */
const SURE = 1.645
/** How far off probabilities may be: times what chance explains, and share of the order rate. */
const TIMES_CHANCE = 2
const SHARE_OFF = 1 / 3

/** How good the score is, on visits that are newer than those it was learnt from. */
export interface RiskQuality extends PredictionQuality, Counts {
  /** By how much it is closer than one number for all moments (Brier skill score): 0 is no better. */
  skill: number
}

/** What comes of judging: `useless` is no better than one number for all, `uncalibrated` is off. */
export type RiskVerdict = 'on' | 'useless' | 'uncalibrated'

/**
 * How good weights are on visits they were not learnt from.
 * @param base share of moments that ended without an order, as was known when they were learnt
 */
export function measureRisk(
  weights: RiskWeights,
  visits: readonly PastVisit[],
  base: number,
): RiskQuality {
  const moments = momentsOf(visits)
  const quality = measureQuality(
    moments.map(({ known, lost, count }) => ({
      probability: riskScore(weights, known) ?? 1,
      happened: lost,
      count,
    })),
    equallyFull,
  )
  const rate = lostShare(moments)
  const plain = rate * (1 - base) ** 2 + (1 - rate) * base ** 2
  return { ...quality, ...countVisits(visits), skill: 1 - quality.brier / plain }
}

export function verdictOn(quality: RiskQuality): RiskVerdict {
  if (!isBetter(quality)) return 'useless'
  return isCalibrated(quality) ? 'on' : 'uncalibrated'
}

/** Whether what is foretold happens: as close as chance allows, or close enough to act on. */
export function isCalibrated(quality: RiskQuality): boolean {
  const { calibrationError, visits, orders } = quality
  const enough = (SHARE_OFF * Math.min(orders, visits - orders)) / visits
  return calibrationError <= Math.max(TIMES_CHANCE * chanceError(quality), enough)
}

/**
 * Closer than one number for all, and telling orders from others beyond chance. The latter by the error
 * an AUC of .5 has with so many visits (Hanley, McNeil 1982): moments of one visit are no news.
 */
function isBetter({ skill, auc, visits, orders }: RiskQuality): boolean {
  const error = Math.sqrt((visits + 1) / (12 * orders * (visits - orders)))
  return skill > 0 && auc > 0.5 + SURE * error
}

/** Mean distance that chance alone puts between what is foretold and what happens to so many visits. */
function chanceError({ bins, visits }: RiskQuality): number {
  const all = bins.reduce((sum, { n }) => sum + n, 0)
  return bins.reduce((sum, { n, foretold }) => {
    const share = n / all
    return sum + share * Math.sqrt((2 / Math.PI) * ((foretold * (1 - foretold)) / (share * visits)))
  }, 0)
}
