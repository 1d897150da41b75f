import type { ViewAnswer } from '@loods/protocol'
import { type Facts, isDue } from '@loods/protocol/conditions'
import { diagnose, FIXED_ON_PAGE, type Obstacle, type RuleCheck } from '@loods/protocol/diagnosis'
import {
  type Moment,
  type Suppression,
  suppressionOf,
  type WidgetTrigger,
} from '@loods/protocol/manners'

/** What a trigger does on this page now. */
export type Outcome = 'now' | 'still' | 'heldOut' | 'resting' | 'waits' | Obstacle

/** A trigger as it stands on this page at this moment. */
export interface Standing {
  trigger: WidgetTrigger
  rule: RuleCheck
  outcome: Outcome
  /** What manners would say if its moment were now. */
  suppressed: Suppression | undefined
}

/** How a trigger stands, by the very code that offers go by. */
export function standingOf(
  trigger: WidgetTrigger,
  facts: Facts,
  { moment, answer }: { moment: Moment; answer: ViewAnswer },
): Standing {
  const { rule, obstacle } = diagnose(trigger, facts, (type) => !FIXED_ON_PAGE.includes(type))
  const suppressed = suppressionOf(trigger, facts, moment)
  const told = (ids: string[] | undefined) => ids?.includes(trigger.id)
  const due = () => (suppressed ? 'still' : 'now')
  const outcome =
    obstacle ??
    (told(answer.resting)
      ? 'resting'
      : told(answer.heldOut)
        ? 'heldOut'
        : isDue(trigger, facts)
          ? due()
          : 'waits')
  return { trigger, rule, outcome, suppressed }
}

/** What a condition asks, in signs: "≥ 40", "= product". */
export function askedBy(condition: object): string {
  return Object.entries(condition)
    .flatMap(([name, asked]) => (SIGNS[name] ? [`${SIGNS[name]} ${asked}`] : []))
    .join(' · ')
}

const SIGNS: Record<string, string> = {
  seconds: '≥',
  min: '≥',
  max: '≤',
  is: '=',
  contains: '∋',
  like: '≈',
  matches: '~',
}
