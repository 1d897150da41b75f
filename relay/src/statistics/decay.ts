import { type Count, requireAmount, requireCount, requirePositive } from './checks.ts'

/** A count in which old visits weigh less; what has to be kept of it between two additions. */
export interface DecayingCount {
  /** When it was last brought up to date, in milliseconds since 1970. */
  at: number
  /** Sum of the weights of all visits. */
  weight: number
  /** Sum of their squares. */
  squares: number
  /** Sum of the weights of the visits that were hits. */
  hits: number
}

export const NO_VISITS: DecayingCount = { at: 0, weight: 0, squares: 0, hits: 0 }

/**
 * The count as it is at a later moment: each visit's weight halves every half-life.
 * A moment before what it holds changes nothing (clocks that were set back).
 * @param halfLife milliseconds
 */
export function decayedTo(count: DecayingCount, at: number, halfLife: number): DecayingCount {
  requirePositive('halfLife', halfLife)
  requireAmount('at', at)
  if (at <= count.at) return count
  const left = 0.5 ** ((at - count.at) / halfLife)
  return {
    at,
    weight: count.weight * left,
    squares: count.squares * left ** 2,
    hits: count.hits * left,
  }
}

/**
 * Adds visits that happened at a moment, or in the day that ends with it.
 * @param at milliseconds since 1970; visits from before what the count holds weigh less than one
 */
export function withVisits(
  count: DecayingCount,
  visits: Count,
  { at, halfLife }: { at: number; halfLife: number },
): DecayingCount {
  requireCount(visits)
  const now = decayedTo(count, at, halfLife)
  const weight = 0.5 ** ((now.at - at) / halfLife)
  return {
    at: now.at,
    weight: now.weight + visits.n * weight,
    squares: now.squares + visits.n * weight ** 2,
    hits: now.hits + visits.hits * weight,
  }
}

/**
 * What a decaying count is worth: the number of equal visits that would tell the rate as precisely.
 * Kish's number alone would never forget a page that nobody visits any more; twice the weight is
 * what it comes to under steady traffic, so no more than that is believed.
 * Source: Kish 1965, effective sample size (Σw)² / Σw².
 */
export function effectiveCount({ weight, squares, hits }: DecayingCount): Count {
  if (weight <= 0 || squares <= 0) return { n: 0, hits: 0 }
  const n = Math.min(weight ** 2 / squares, 2 * weight)
  return { n, hits: Math.min(n, (n * hits) / weight) }
}
