import * as v from 'valibot'
import { lineText } from './text.ts'

const wholeSeconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_600))
const bound = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000)))
const asked = v.optional(lineText(200))

/** A pattern that ends soon on any text: short, two repetitions at most, and none of a group. */
const pattern = v.pipe(
  v.string(),
  v.maxLength(100),
  v.check(
    (source) =>
      isPattern(source) &&
      countOf(/[*+{]/g, source) <= 2 &&
      countOf(/[^(]\?/g, source) <= 4 &&
      !/\)[*+{]/.test(source),
    'is not a regular expression that is safe to run',
  ),
)

/** Moments: for so many seconds at least. */
const secondsCondition = v.strictObject({
  type: v.picklist(['visible_seconds', 'visit_seconds', 'idle_seconds']),
  seconds: wholeSeconds,
})
/** Amounts: at least, at most, or between. */
const amountCondition = v.pipe(
  v.strictObject({
    type: v.picklist([
      'scroll_depth',
      'pages',
      'cart_value',
      'cart_items',
      'coupon_failed',
      'field_errors',
      'hesitation',
      'rage_clicks',
      'back_and_forth',
      'wait_seconds',
      // 0 to 1.
      'risk_score',
    ]),
    min: bound,
    max: bound,
  }),
  v.check(({ min, max }) => (min ?? max) !== undefined, 'asks for no amount'),
)
/** What is so or not. */
const plainCondition = v.strictObject({
  type: v.picklist(['exit_intent', 'returning', 'logged_in', 'open', 'online']),
})
/** Texts: in one or more ways at once; of `cart`, `event` and `element` one of several is enough. */
const textCondition = v.pipe(
  v.strictObject({
    type: v.picklist([
      'page',
      'page_kind',
      'referrer',
      'utm_source',
      'utm_medium',
      'utm_campaign',
      'language',
      'device',
      'cart',
      'product',
      'event',
      'element',
    ]),
    is: asked,
    contains: asked,
    /** `*` for anything. */
    like: asked,
    /** A regular expression. */
    matches: v.optional(pattern),
  }),
  v.check(({ type: _, ...tests }) => Object.keys(tests).length > 0, 'asks for no text'),
)

/** What a prompt waits for: one thing that is known at a moment. */
const condition = v.variant('type', [
  secondsCondition,
  amountCondition,
  plainCondition,
  textCondition,
])
export type Condition = v.InferOutput<typeof condition>
export type ConditionType = Condition['type']

type GroupOf<Item> = { all: Item[] } | { any: Item[] } | { none: Item[] }

function groupOf<Item>(item: v.GenericSchema<Item>): v.GenericSchema<GroupOf<Item>> {
  const items = v.pipe(v.array(item), v.minLength(1))
  const groups = {
    all: v.strictObject({ all: items }),
    any: v.strictObject({ any: items }),
    none: v.strictObject({ none: items }),
  }
  return v.lazy((input): v.GenericSchema<GroupOf<Item>> => {
    const { any, none } = Object(input)
    return groups[any ? 'any' : none ? 'none' : 'all']
  })
}

/** Conditions of which all, any or none hold; in a group there may be groups, and in those none. */
export type TriggerRule = Condition | GroupOf<Condition | GroupOf<Condition>>

const isCondition = (input: unknown) => Object(input).type !== undefined
const conditionOr = <Group>(group: v.GenericSchema<Group>) =>
  // By what it looks like, so that a refusal names the field and not the choice.
  v.lazy((input): v.GenericSchema<Condition | Group> => (isCondition(input) ? condition : group))

export const triggerRule: v.GenericSchema<TriggerRule> = conditionOr(
  groupOf(conditionOr(groupOf(condition))),
)

function countOf(mark: RegExp, source: string): number {
  return source.match(mark)?.length ?? 0
}

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source))
  } catch {
    return false
  }
}
