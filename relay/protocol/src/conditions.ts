import { fitsPage } from './page-pattern.ts'
import type { Condition, ConditionType, TriggerRule } from './trigger-rule.ts'

/**
 * What is known at one moment of a page, its shopper and the shop, by the type of condition that asks for
 * it. Undefined: not known. Of a list, one that fits is enough.
 */
export type Facts = Record<ConditionType, boolean | number | string | readonly string[] | undefined>

/** Characters of a text that a pattern sees: with what settings allow a pattern, it always ends soon. */
const SUBJECT = 200

/** What tells that somebody is stuck; the only thing that may speak on a checkout page. */
export const STUCK = ['coupon_failed', 'field_errors', 'hesitation', 'idle_seconds']

/** A trigger as pages get it: where, and what it waits for. */
export interface Waiting {
  page: string
  pageKind?: string | undefined
  when: TriggerRule
}

type Test = (value: never, asked: never) => boolean

const atLeast = (value: number, asked: number) => value >= asked

/** How a fact is held against what a condition asks, by the name the condition asks it under. */
const TESTS: Record<string, Test> = {
  seconds: atLeast,
  min: atLeast,
  max: (value: number, asked: number) => value <= asked,
  is: (value: string, asked: string) => value === asked,
  contains: (value: string, asked: string) => value.toLowerCase().includes(asked.toLowerCase()),
  like: (value: string, asked: string) => fitsPage(asked, value),
  matches: (value: string, asked: string) =>
    compiled(asked)?.test(value.slice(0, SUBJECT)) ?? false,
}

const patterns = new Map<string, RegExp | undefined>()

/**
 * Whether a trigger's moment is now. On checkout pages only what tells that somebody is stuck brings one
 * about; a trigger of a newer relay, with conditions that are not known here, has none.
 */
export function isDue(trigger: Waiting, facts: Facts): boolean {
  const { when } = trigger
  const stuck = (one: Condition) => STUCK.includes(one.type) && isMet(one, facts)
  try {
    const may = facts.page_kind !== 'checkout' || conditionsOf(when).some(stuck)
    return isHere(trigger, facts) && may && isMet(when, facts)
  } catch {
    return false
  }
}

/** Whether a trigger is for this page. */
export function isHere(
  { page, pageKind }: Pick<Waiting, 'page' | 'pageKind'>,
  facts: Pick<Facts, 'page' | 'page_kind'>,
): boolean {
  return fitsPage(page, `${facts.page}`) && (!pageKind || pageKind === facts.page_kind)
}

/**
 * Whether a rule holds. What is not known holds for no condition.
 * @throws where a condition is of a newer relay: then nobody knows whether the rule holds
 */
export function isMet(rule: TriggerRule, facts: Facts): boolean {
  const holds = (one: TriggerRule) => isMet(one, facts)
  if ('all' in rule) return rule.all.every(holds)
  if ('any' in rule) return rule.any.some(holds)
  if ('none' in rule) return !rule.none.some(holds)
  const { type, ...asked } = rule
  if (!Object.keys(facts).includes(type)) throw type
  const value = facts[type]
  const tests = Object.entries(asked)
  if (tests.length === 0) return value === true
  return [value].flat().some((one) => tests.every(([name, given]) => fits(name, one, given)))
}

/** The conditions of a rule, whatever joins them. */
export function conditionsOf(rule: TriggerRule): Condition[] {
  if ('type' in rule) return [rule]
  return Object.values(rule as Record<string, TriggerRule[]>)
    .flat()
    .flatMap(conditionsOf)
}

function fits(name: string, value: unknown, asked: unknown): boolean {
  const test = TESTS[name]
  if (!test) throw name
  return value !== undefined && test(value as never, asked as never)
}

/** A pattern, compiled once; one that is none never fits. */
function compiled(pattern: string): RegExp | undefined {
  if (!patterns.has(pattern)) patterns.set(pattern, compile(pattern))
  return patterns.get(pattern)
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern)
  } catch {
    return undefined
  }
}
