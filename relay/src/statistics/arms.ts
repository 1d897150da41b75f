import { requireAmount, requireCount } from './checks.ts'
import type { Estimate } from './confidence-sequence.ts'

/** What a visit was told when a trigger would have fired. */
export type Arm = 'offered' | 'heldOut'

/** All visits of an arm, added up: enough for every rate, mean and variance. */
export interface ArmTotals {
  eligible: number
  bounced: number
  addedToCart: number
  ordered: number
  /** Minor units of one currency. */
  revenue: number
  /** Sum of the squares of each visit's revenue. */
  revenueSquares: number
}

/** Both arms of one trigger. */
export type Trial = Record<Arm, ArmTotals>

/** What the arms are compared by. */
export type Measure = 'bounced' | 'addedToCart' | 'ordered' | 'revenue'

export const NO_OUTCOMES: ArmTotals = {
  eligible: 0,
  bounced: 0,
  addedToCart: 0,
  ordered: 0,
  revenue: 0,
  revenueSquares: 0,
}

/**
 * The difference that offering makes per eligible visit: offered less held out, a share or minor units.
 * Of several triggers it is the mean of their differences, each weighed by its eligible visits; adding
 * up their arms would compare triggers instead of arms as soon as they hold out different shares.
 * A trial with an empty arm says nothing and is left out.
 * @throws RangeError at totals that cannot be
 */
export function estimateDifference(trials: readonly Trial[], measure: Measure): Estimate {
  const begun = trials.filter(({ offered, heldOut }) => offered.eligible && heldOut.eligible)
  const visits = begun.reduce((sum, trial) => sum + visitsOf(trial), 0)
  if (visits === 0) return { difference: 0, variance: Number.POSITIVE_INFINITY, visits: 0 }
  let [difference, variance] = [0, 0]
  for (const trial of begun) {
    const weight = visitsOf(trial) / visits
    const [offered, heldOut] = [
      momentsOf(trial.offered, measure),
      momentsOf(trial.heldOut, measure),
    ]
    difference += weight * (offered.mean - heldOut.mean)
    variance += weight ** 2 * (offered.varianceOfMean + heldOut.varianceOfMean)
  }
  return { difference, variance, visits }
}

/** Eligible visits of both arms. */
export function visitsOf({ offered, heldOut }: Trial): number {
  return offered.eligible + heldOut.eligible
}

/**
 * Visits in the smaller arm that tell something of a measure: the hits, or the misses where those are
 * fewer. Of revenue, visits with an order tell.
 */
export function tellingVisits({ offered, heldOut }: Trial, measure: Measure): number {
  const [small, large] = [offered, heldOut].sort((one, other) => one.eligible - other.eligible)
  const counts = [small, large].map((totals) => (totals ? rarer(totals, measure) : 0))
  return offered.eligible === heldOut.eligible ? Math.min(...counts) : (counts[0] ?? 0)
}

function rarer(totals: ArmTotals, measure: Measure): number {
  const hits = totals[measure === 'revenue' ? 'ordered' : measure]
  return Math.min(hits, totals.eligible - hits)
}

interface Moments {
  mean: number
  varianceOfMean: number
}

function momentsOf(totals: ArmTotals, measure: Measure): Moments {
  const { eligible: n, revenueSquares } = totals
  const mean = totals[measure] / n
  if (measure !== 'revenue') {
    requireCount({ n, hits: totals[measure] })
    return { mean, varianceOfMean: (mean * (1 - mean)) / n }
  }
  requireAmount('revenueSquares', revenueSquares)
  return { mean, varianceOfMean: Math.max(0, revenueSquares / n - mean ** 2) / n }
}
