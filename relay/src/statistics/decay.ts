import type { Count } from './checks.ts'

/** A count in which old visits weigh less. */
export interface DecayingCount {
  /** Sum of the weights of all visits. */
  weight: number
  /** Sum of their squares. */
  squares: number
  /** Sum of the weights of the visits that were hits. */
  hits: number
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
