import { requireAmount, requireInside01 } from './checks.ts'
import { logGamma } from './special-functions.ts'

/** Visits that the plan is believed to be worth: neither slow at large mismatches nor blind to small ones. */
const BELIEF = 1_000
/** A mismatch is called when chance would show it in at most one of a thousand trials, ever. */
const ALPHA = 0.001

/** Whether visits went to the arms as planned. */
export interface SampleRatio {
  /** At most this share of well split trials ever look so uneven. */
  p: number
  /** The counts are wrong and no comparison of these arms can be trusted. */
  mismatch: boolean
}

/**
 * Tests whether counts fit the shares they were drawn with, at any number of looks: the Bayes factor of
 * a Dirichlet mixture around the plan against the plan itself is a martingale when the plan holds, so
 * it ever exceeds 1/α with probability at most α (Ville).
 * Source: Lindon, Malek 2020, "Anytime-valid inference for multinomial count data" (arXiv 2011.03567).
 * @param arms eligible visits of each arm and the share that was planned; shares add up to 1
 * @throws RangeError at counts or shares that are none
 */
export function checkSampleRatio(
  arms: readonly { eligible: number; share: number }[],
): SampleRatio {
  for (const { eligible, share } of arms) {
    requireAmount('eligible', eligible)
    requireInside01('share', share)
  }
  const shares = arms.reduce((sum, { share }) => sum + share, 0)
  if (Math.abs(shares - 1) > 1e-9) throw new RangeError(`Shares add up to 1; these to ${shares}.`)
  const p = Math.min(1, Math.exp(-logBayesFactor(arms)))
  return { p, mismatch: p <= ALPHA }
}

function logBayesFactor(arms: readonly { eligible: number; share: number }[]): number {
  const visits = arms.reduce((sum, { eligible }) => sum + eligible, 0)
  const perArm = arms.map(({ eligible, share }) => {
    const belief = BELIEF * share
    return logGamma(belief + eligible) - logGamma(belief) - eligible * Math.log(share)
  })
  return perArm.reduce((sum, term) => sum + term, logGamma(BELIEF) - logGamma(BELIEF + visits))
}
