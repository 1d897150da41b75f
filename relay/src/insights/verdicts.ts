import type {
  Trigger,
  TriggerReport,
  TriggersReport,
  TriggerVerdict,
  VariantReport,
} from '@loods/protocol'
import { type ArmTotals, NO_OUTCOMES, type Trial, visitsOf } from '../statistics/arms.ts'
import type { Difference } from '../statistics/confidence-sequence.ts'
import { ENOUGH_TELLING, judge, type PlannedTrial, type Question } from '../statistics/verdict.ts'
import type { SharedTrigger } from '../triggers/trigger.service.ts'
import { DAY } from './tally.ts'
import type { TrialCounts } from './trials.ts'

/** Share of trials without any difference in which a verdict may ever err. */
export const ALPHA = 0.05
/** Visits at which the interval is at its sharpest: what a small shop's trigger sees in some months. */
const TUNED_FOR = 30_000

/** What is asked of every trial: does offering help bring more orders? Fixed before the first look. */
const QUESTION: Question = { measure: 'ordered', alpha: ALPHA, tunedFor: TUNED_FOR }
const REVENUE: Question = { ...QUESTION, measure: 'revenue' }

const NO_TRIAL: Trial = { offered: NO_OUTCOMES, heldOut: NO_OUTCOMES }

const NO_COUNTS = { eligible: 0, shown: 0, accepted: 0, ordered: 0, revenue: 0 }

/**
 * What each trigger is worth, as far as that can be said, and all of them together.
 * @param counts trials of all versions; only a trigger's present version is judged
 * @param now milliseconds
 */
export function reportTriggers(
  triggers: readonly SharedTrigger[],
  { currency, trials }: { currency: string; trials: readonly TrialCounts[] },
  now: number,
): TriggersReport {
  const known = triggers.map((trigger) => ({
    trigger,
    counts: trials.find(
      ({ triggerId, version }) => triggerId === trigger.id && version === trigger.version,
    ),
  }))
  const judged = known.filter(({ trigger }) => trigger.holdOut)
  const pooled = judged.flatMap(({ trigger, counts }) => (counts ? [planOf(trigger, counts)] : []))
  const perDay = judged.reduce((sum, { counts }) => sum + visitsPerDay(counts, now), 0)
  return {
    currency,
    triggers: known.map(({ trigger, counts }) => reportOf(trigger, counts, now)),
    ...(pooled.length > 0 && { together: verdictOf(pooled, perDay) }),
  }
}

function reportOf(
  trigger: SharedTrigger,
  counts: TrialCounts | undefined,
  now: number,
): TriggerReport {
  const { offered, heldOut } = counts?.trial ?? NO_TRIAL
  const plan = counts && trigger.holdOut ? [planOf(trigger, counts)] : []
  return {
    triggerId: trigger.id,
    version: trigger.version,
    offered: totalsOf(offered),
    heldOut: totalsOf(heldOut),
    shown: counts?.offered.shown ?? 0,
    closed: counts?.offered.closed ?? 0,
    accepted: counts?.offered.accepted ?? 0,
    replied: counts?.offered.replied ?? 0,
    suppressed: counts?.suppressed ?? {},
    ripening: counts?.ripening ?? 0,
    ...(trigger.shares && reportVariants(trigger.shares, counts)),
    ...(plan.length > 0 && { verdict: verdictOf(plan, visitsPerDay(counts, now)) }),
  }
}

function reportVariants(
  shares: readonly number[],
  counts: TrialCounts | undefined,
): Required<Pick<TriggerReport, 'variants' | 'chosenBy'>> {
  const variants = shares.map((share, n): VariantReport => {
    const known = counts?.variants.find(({ variant }) => variant === n) ?? NO_COUNTS
    const { eligible, shown, accepted, ordered, revenue } = known
    return { eligible, shown, accepted, ordered, revenue, share }
  })
  const orders = variants.reduce((sum, { ordered }) => sum + ordered, 0)
  return { variants, chosenBy: orders < ENOUGH_TELLING ? 'accepted' : 'ordered' }
}

function planOf(trigger: Trigger, { trial }: TrialCounts): PlannedTrial {
  return { trial, heldOutShare: trigger.holdOut ?? 0 }
}

function verdictOf(plans: PlannedTrial[], perDay: number): TriggerVerdict {
  const { verdict, difference, daysMore } = judge(plans, QUESTION, perDay)
  return {
    verdict,
    orders: finite(difference),
    revenue: finite(judge(plans, REVENUE, perDay).difference),
    ...(daysMore !== undefined && { daysMore }),
  }
}

/** JSON has no infinity: an interval that is open says nothing at that end. */
function finite({ difference, low, high }: Difference): TriggerVerdict['orders'] {
  const end = (value: number) => (Number.isFinite(value) ? value : null)
  return { difference, low: end(low), high: end(high) }
}

/** Eligible visits a day since the trial began; 0 for none. @param now milliseconds */
export function visitsPerDay(counts: TrialCounts | undefined, now: number): number {
  if (!counts) return 0
  return visitsOf(counts.trial) / Math.max(1, (now - counts.since) / DAY)
}

function totalsOf({ revenueSquares: _, ...totals }: ArmTotals): Omit<ArmTotals, 'revenueSquares'> {
  return totals
}
