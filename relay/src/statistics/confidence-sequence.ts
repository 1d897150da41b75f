import { requireAmount, requireInside01, requirePositive } from './checks.ts'
import type { Interval } from './wilson.ts'

/** How sure an answer has to be, and when it should be at its sharpest. Fixed before the first look. */
export interface Sequence {
  /** Share of trials without any difference in which it may ever err, such as .05. */
  alpha: number
  /** Visits, of both arms together, at which the interval is narrowest for what is known. */
  tunedFor: number
}

/** A difference as it was measured up to now. */
export interface Estimate {
  difference: number
  /** Of the difference; Infinity while nothing is known. */
  variance: number
  /** It rests on so many visits, of both arms together. */
  visits: number
}

/** A difference and the interval that holds the true one. */
export interface Difference extends Interval {
  difference: number
}

/**
 * The difference with an interval that holds the truth at all times at once: whoever looks every day
 * and stops when they like what they see still errs in at most alpha of trials. It is asymptotic: it
 * needs some dozens of what is counted in both arms before it may be acted on (verdict.ts).
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas (arXiv 2103.06476), asymptotic confidence
 * sequence, for the difference of two independent means.
 * @throws RangeError at numbers that are none
 */
export function intervalAtAllTimes(estimate: Estimate, sequence: Sequence): Difference {
  const { difference, variance, visits } = estimate
  if (!Number.isFinite(difference) || !(variance >= 0)) {
    throw new RangeError(`A difference of ${difference} with variance ${variance} is none.`)
  }
  requireAmount('visits', visits)
  const half =
    variance === Number.POSITIVE_INFINITY || visits < 1
      ? Number.POSITIVE_INFINITY
      : Math.sqrt(visits * variance) * unitMargin(visits, sequence)
  return { difference, low: difference - half, high: difference + half }
}

/**
 * Half the width of the interval for the mean of `visits` observations whose variance is 1.
 * Source: the same paper, two-sided conjugate mixture; std_conjmix_margin in the authors' R package
 * (WannabeSmith/sequential.causal, R/asymptotic_confseq.R).
 */
export function unitMargin(visits: number, { alpha, tunedFor }: Sequence): number {
  requirePositive('visits', visits)
  const rho2 = tuning(alpha, tunedFor)
  const spread = visits * rho2 + 1
  return Math.sqrt((2 * spread * Math.log(Math.sqrt(spread) / alpha)) / (visits ** 2 * rho2))
}

/** ρ² that makes the margin smallest at `tunedFor` visits. Source: best_rho2_approx, the same file. */
function tuning(alpha: number, tunedFor: number): number {
  requireInside01('alpha', alpha)
  requirePositive('tunedFor', tunedFor)
  const evidence = -2 * Math.log(alpha)
  return (evidence + Math.log(evidence + 1)) / tunedFor
}
