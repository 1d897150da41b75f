import { estimateDifference, type Measure, type Trial, tellingVisits } from './arms.ts'
import { requireAmount } from './checks.ts'
import {
  type Difference,
  type Estimate,
  intervalAtAllTimes,
  type Sequence,
  unitMargin,
} from './confidence-sequence.ts'
import { checkSampleRatio } from './sample-ratio.ts'
import { smallestWhere } from './smallest-where.ts'

/** Visits in the smaller arm that must tell something, such as orders, before anything is proven. */
export const ENOUGH_TELLING = 50
const YEAR = 365

/** What trials are asked; fixed before the first look. */
export interface Question extends Sequence {
  measure: Measure
}

/** What is to be judged: one trigger, or all of a shop together. */
export interface PlannedTrial {
  /** Matured outcomes only. */
  trial: Trial
  /** Planned share of visits that are held out. */
  heldOutShare: number
}

/** What offering help is worth, as far as can be said. */
export interface Verdict {
  /**
   * `better` and `worse`: proven, from the shop's side (fewer bounces are better). `unproven`: not yet.
   * `mismatch`: visits did not go to the arms as planned, so the arms cannot be compared.
   */
  verdict: 'better' | 'worse' | 'unproven' | 'mismatch'
  /** Per eligible visit, offered less held out: a share, or minor units of the currency. */
  difference: Difference
  /** `unproven`: about so many days more if all goes on as it did; absent where that is over a year. */
  daysMore?: number
}

/**
 * Judges by intent to treat. May be asked after every visit (see intervalAtAllTimes). Asked for several
 * measures, each errs by itself: decide by one that was chosen beforehand.
 * @param perDay eligible visits a day, both arms of all trials together
 * @throws RangeError at counts, shares or settings that are none
 */
export function judge(
  planned: readonly PlannedTrial[],
  question: Question,
  perDay: number,
): Verdict {
  requireAmount('perDay', perDay)
  const trials = planned.map(({ trial }) => trial)
  const estimate = estimateDifference(trials, question.measure)
  const difference = intervalAtAllTimes(estimate, question)
  if (planned.some(isMismatched)) return { verdict: 'mismatch', difference }
  const telling = trials.reduce((sum, trial) => sum + tellingVisits(trial, question.measure), 0)
  const isProven = provenAt(estimate, telling, question)
  if (isProven(1)) return { verdict: direction(difference, question.measure), difference }
  const times = smallestWhere(isProven, 1 + (YEAR * perDay) / Math.max(1, estimate.visits))
  if (times === undefined) return { verdict: 'unproven', difference }
  const daysMore = Math.max(1, Math.ceil(((times - 1) * estimate.visits) / perDay))
  return { verdict: 'unproven', difference, daysMore }
}

function isMismatched({ trial, heldOutShare }: PlannedTrial): boolean {
  return checkSampleRatio([
    { eligible: trial.offered.eligible, share: 1 - heldOutShare },
    { eligible: trial.heldOut.eligible, share: heldOutShare },
  ]).mismatch
}

/** Tells whether it would be proven with so many times the visits, if they went on as they did. */
function provenAt(
  { difference, variance, visits }: Estimate,
  telling: number,
  sequence: Sequence,
): (times: number) => boolean {
  const deviation = Math.sqrt(visits * variance)
  return (times) =>
    telling * times >= ENOUGH_TELLING &&
    deviation * unitMargin(visits * times, sequence) < Math.abs(difference)
}

function direction({ difference }: Difference, measure: Measure): 'better' | 'worse' {
  return difference > 0 === (measure !== 'bounced') ? 'better' : 'worse'
}
