import { requireInside01, requirePositive } from './checks.ts'
import { unitMargin } from './confidence-sequence.ts'
import { normalQuantile } from './special-functions.ts'
import { ENOUGH_TELLING } from './verdict.ts'

/** What a merchant expects, before a trial begins. */
export interface Expectation {
  /** Share of eligible visits that order without help. */
  base: number
  /** By how much help would change it: .2 for a fifth more orders, -.1 for a tenth fewer. */
  effect: number
  heldOutShare: number
  /** Share of trials without any difference in which the verdict may err. */
  alpha: number
}

/**
 * Eligible visits, of both arms together, in which such an effect would be proven: what a merchant
 * weighs when choosing how many visits to hold out, and what a trial's sequence is to be tuned for.
 * Source: the margin of intervalAtAllTimes at the number it is tuned for, plus the distance that chance
 * may put between the truth and what is measured.
 * @param power share of trials that are proven by then
 * @throws RangeError at shares that are none, and where there is no effect to prove
 */
export function visitsToProve(expectation: Expectation, power = 0.8): number {
  const { base, effect, heldOutShare, alpha } = expectation
  requireInside01('base', base)
  requireInside01('heldOutShare', heldOutShare)
  requireInside01('power', power)
  const helped = base * (1 + effect)
  requireInside01('base × (1 + effect)', helped)
  requirePositive('the size of the effect', Math.abs(effect))
  const variance = (helped * (1 - helped)) / (1 - heldOutShare) + (base * (1 - base)) / heldOutShare
  const deviations = unitMargin(1, { alpha, tunedFor: 1 }) + normalQuantile(power)
  const forDifference = (deviations ** 2 * variance) / (helped - base) ** 2
  const smaller = heldOutShare <= 0.5 ? heldOutShare * base : (1 - heldOutShare) * helped
  return Math.ceil(Math.max(forDifference, ENOUGH_TELLING / smaller))
}
