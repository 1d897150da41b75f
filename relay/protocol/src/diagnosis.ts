import { conditionsOf, type Facts, isHere, isMet, STUCK, type Waiting } from './conditions.ts'
import type { Condition, ConditionType, TriggerRule } from './trigger-rule.ts'

/**
 * How an address of the shop ends that opens the doctor in it: a window that shows of each trigger what it
 * waits for and what is so, to whoever opens it. It tells what any browser can find out by itself.
 */
export const DOCTOR_FRAGMENT = 'loods-doctor'

/** What is so from the first moment of a page, or not at all. */
export const FIXED_ON_PAGE: readonly ConditionType[] = [
  'page',
  'page_kind',
  'device',
  'language',
  'utm_source',
  'utm_medium',
  'utm_campaign',
]

/** `open`: not so yet, but it may still come while the page is looked at. */
export type CheckState = 'met' | 'unmet' | 'open'

export interface ConditionCheck {
  state: CheckState
  condition: Condition
}

export interface GroupCheck {
  state: CheckState
  join: 'all' | 'any' | 'none'
  items: RuleCheck[]
}

/** How a rule stands, condition by condition. */
export type RuleCheck = ConditionCheck | GroupCheck

/** Why a trigger does not come to its moment on a page, whatever happens there. */
export type Obstacle = 'elsewhere' | 'checkout' | 'rule'

export interface Diagnosis {
  rule: RuleCheck
  obstacle?: Obstacle
}

/**
 * Holds a trigger against what is known of a page, by the code that pages themselves go by.
 * @param mayCome whether what a condition asks for may still come on this page; otherwise what is so now
 *   is final
 */
export function diagnose(
  trigger: Waiting,
  facts: Facts,
  mayCome: (type: ConditionType) => boolean,
): Diagnosis {
  const rule = checkRule(trigger.when, facts, mayCome)
  const obstacle = obstacleOf(trigger, facts, rule)
  return { rule, ...(obstacle && { obstacle }) }
}

function obstacleOf(trigger: Waiting, facts: Facts, rule: RuleCheck): Obstacle | undefined {
  if (!isHere(trigger, facts)) return 'elsewhere'
  const asksForStuck = conditionsOf(trigger.when).some(({ type }) => STUCK.includes(type))
  if (facts.page_kind === 'checkout' && !asksForStuck) return 'checkout'
  return rule.state === 'unmet' ? 'rule' : undefined
}

/** @param mayCome see `diagnose` */
export function checkRule(
  rule: TriggerRule,
  facts: Facts,
  mayCome: (type: ConditionType) => boolean,
): RuleCheck {
  if ('type' in rule) return { condition: rule, state: stateOf(rule, facts, mayCome) }
  const [join, rules] = Object.entries(rule)[0] as [GroupCheck['join'], TriggerRule[]]
  const items = rules.map((one) => checkRule(one, facts, mayCome))
  return { join, items, state: joined(join, items) }
}

function stateOf(
  condition: Condition,
  facts: Facts,
  mayCome: (type: ConditionType) => boolean,
): CheckState {
  if (holds(condition, facts)) return 'met'
  return mayCome(condition.type) ? 'open' : 'unmet'
}

/** A condition of a newer relay, which is not known here, does not hold. */
function holds(condition: Condition, facts: Facts): boolean {
  try {
    return isMet(condition, facts)
  } catch {
    return false
  }
}

function joined(join: GroupCheck['join'], items: RuleCheck[]): CheckState {
  const some = (state: CheckState) => items.some((item) => item.state === state)
  const [first, last] = join === 'all' ? (['unmet', 'met'] as const) : (['met', 'unmet'] as const)
  const state = some(first) ? first : some('open') ? 'open' : last
  if (join !== 'none' || state === 'open') return state
  return state === 'met' ? 'unmet' : 'met'
}
