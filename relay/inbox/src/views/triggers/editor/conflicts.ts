import type { Condition, PageKind, TriggerDefinition } from '@loods/protocol'
import { isGroup, type Join, type Place, toTree } from './rule-tree.ts'

/** What makes a trigger say nothing at all, or less than it seems to. */
export type ConflictCode =
  | 'checkout_needs_stuck'
  | 'contradiction'
  | 'other_kind'
  | 'range'
  | 'full_address'
  | 'with_query'
  | 'leaving_not'
  | 'leaving_idle'
  | 'product_elsewhere'
  | 'too_long_a_wait'
  | 'away_anyway'
  | 'first_seconds'
  | 'returning_known'
  | 'risk_known'
  | 'no_moment'
  | 'schedule_over'
  | 'schedule_order'

/** `never`: as it stands it can never speak. `hint`: it can, but not as one might think. */
export interface Conflict {
  code: ConflictCode
  weight: 'never' | 'hint'
  /** The condition it is about, if it is about one. */
  place?: Place
}

/** What conflicts go by beside the trigger itself. */
export interface Surroundings {
  /** Seconds of a visit in which nothing is said, and of a wait above which nobody is invited. */
  early: number
  longWait: number
  /** Today in the shop's time, as `YYYY-MM-DD`. */
  today: string
}

/** A condition with where it stands; `must`: the rule cannot hold without it. */
interface Standing {
  condition: Condition
  place: Place
  must: boolean
  mayNot: boolean
}

type Finder = (trigger: TriggerDefinition, standing: Standing[], around: Surroundings) => Conflict[]

/** What tells that somebody is stuck: only this speaks on a checkout page. */
const STUCK: Condition['type'][] = ['coupon_failed', 'field_errors', 'hesitation', 'idle_seconds']
/** What is so from the first second of a page, or not at all: nothing to wait for. */
const STATES: Condition['type'][] = [
  'page',
  'page_kind',
  'device',
  'language',
  'referrer',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'returning',
  'logged_in',
  'open',
  'online',
  'product',
]

const FINDERS: Finder[] = [
  checkoutNeedsStuck,
  contradictions,
  otherKinds,
  ranges,
  addresses,
  leaving,
  elsewhere,
  waits,
  knowledge,
  moments,
  schedules,
]

/** Everything about a trigger that its maker should know before it is kept, the gravest first. */
export function conflictsOf(trigger: TriggerDefinition, around: Surroundings): Conflict[] {
  const standing = standingIn(trigger)
  const found = FINDERS.flatMap((find) => find(trigger, standing, around))
  return found.sort((one, other) => Number(one.weight === 'hint') - Number(other.weight === 'hint'))
}

function standingIn({ when }: TriggerDefinition): Standing[] {
  const tree = toTree(when)
  const count = tree.items.length
  return tree.items.flatMap((item, at): Standing[] => {
    const outer = requires(tree.join, count)
    if (!isGroup(item)) {
      return [{ condition: item, place: [at], must: outer, mayNot: tree.join === 'none' }]
    }
    const must = outer && requires(item.join, item.items.length)
    const mayNot = (tree.join === 'none') !== (item.join === 'none')
    return item.items.map((condition, within) => {
      return { condition, place: [at, within] as const, must, mayNot }
    })
  })
}

function requires(join: Join, count: number): boolean {
  return join === 'all' || (join === 'any' && count === 1)
}

function never(code: ConflictCode, place?: Place): Conflict {
  return { code, weight: 'never', ...(place && { place }) }
}

function hint(code: ConflictCode, place?: Place): Conflict {
  return { code, weight: 'hint', ...(place && { place }) }
}

function checkoutNeedsStuck(trigger: TriggerDefinition, standing: Standing[]): Conflict[] {
  if (!kindsRequired(trigger, standing).includes('checkout')) return []
  const helps = ({ condition, mayNot }: Standing) => !mayNot && STUCK.includes(condition.type)
  return standing.some(helps) ? [] : [never('checkout_needs_stuck')]
}

/** Kinds of page without which the trigger says nothing. */
function kindsRequired(
  { pageKind }: TriggerDefinition,
  standing: Standing[],
): (string | undefined)[] {
  const asked = standing.flatMap(({ condition, must }) =>
    must && condition.type === 'page_kind' && condition.is ? [condition.is] : [],
  )
  return [pageKind, ...asked]
}

/** Two that must both hold and cannot: other texts for one thing, or amounts without a common one. */
function contradictions(_: TriggerDefinition, standing: Standing[]): Conflict[] {
  const must = standing.filter((one) => one.must)
  return must.flatMap((one, at) => {
    const earlier = must.slice(0, at)
    return earlier.some(({ condition }) => excludes(condition, one.condition))
      ? [never('contradiction', one.place)]
      : []
  })
}

/** Of these a shopper has many at once, so that asking for two is no contradiction. */
const LISTS: Condition['type'][] = ['cart', 'product', 'event', 'element']

function excludes(one: Condition, other: Condition): boolean {
  if (one.type !== other.type || LISTS.includes(one.type)) return false
  const [a, b] = [asksOf(one), asksOf(other)]
  if (a.text !== undefined && b.text !== undefined) return a.text !== b.text
  return a.min > b.max || b.min > a.max
}

interface Asks {
  min: number
  max: number
  text?: unknown
}

function asksOf(condition: Condition): Asks {
  const { min, max, is, like, seconds } = condition as Record<string, unknown>
  const whole = typeof like === 'string' && condition.type === 'language' ? like : undefined
  return {
    min: Number(min ?? seconds ?? Number.NEGATIVE_INFINITY),
    max: Number(max ?? Number.POSITIVE_INFINITY),
    text: is ?? whole,
  }
}

function otherKinds({ pageKind }: TriggerDefinition, standing: Standing[]): Conflict[] {
  if (!pageKind) return []
  return standing.flatMap(({ condition, place, must }) => {
    const other = condition.type === 'page_kind' && condition.is && condition.is !== pageKind
    return other && must ? [never('other_kind', place)] : []
  })
}

function ranges(_: TriggerDefinition, standing: Standing[]): Conflict[] {
  return standing.flatMap(({ condition, place }) => {
    const { min, max } = asksOf(condition)
    return min > max ? [never('range', place)] : []
  })
}

/** A trigger sees the path of a page; what is before and after it never fits. */
function addresses({ page }: TriggerDefinition, standing: Standing[]): Conflict[] {
  const own = addressProblem(page)
  const conditions = standing.flatMap(({ condition, place }) => {
    if (condition.type !== 'page') return []
    const { is = '', like = '', contains = '' } = condition
    const code = [is, like, contains].map(addressProblem).find(Boolean)
    return code ? [never(code, place)] : []
  })
  return [...(own ? [never(own)] : []), ...conditions]
}

function addressProblem(address: string): 'full_address' | 'with_query' | undefined {
  if (/^https?:|^www\./.test(address)) return 'full_address'
  return /[?#]/.test(address) ? 'with_query' : undefined
}

/** Leaving is a moment, and the pointer moves in it. */
function leaving(_: TriggerDefinition, standing: Standing[]): Conflict[] {
  const ofType = (type: Condition['type']) => standing.filter((one) => one.condition.type === type)
  const not = ofType('exit_intent').filter(({ mayNot }) => mayNot)
  const mustLeave = ofType('exit_intent').some(({ must }) => must)
  const idle = ofType('idle_seconds').filter(({ must }) => must && mustLeave)
  return [
    ...not.map(({ place }) => hint('leaving_not', place)),
    ...idle.map(({ place }) => never('leaving_idle', place)),
  ]
}

const PRODUCTS: PageKind[] = ['product', 'other']

function elsewhere({ pageKind }: TriggerDefinition, standing: Standing[]): Conflict[] {
  if (!pageKind) return []
  return standing.flatMap(({ condition: { type }, place, mayNot }) => {
    if (mayNot) return []
    if (type === 'product' && !PRODUCTS.includes(pageKind))
      return [hint('product_elsewhere', place)]
    return []
  })
}

function waits(
  { whileAway }: TriggerDefinition,
  standing: Standing[],
  { longWait }: Surroundings,
): Conflict[] {
  return standing.flatMap(({ condition, place, must }) => {
    if (!must) return []
    if (condition.type === 'wait_seconds' && asksOf(condition).min > longWait) {
      return [never('too_long_a_wait', place)]
    }
    const needsSomebody = condition.type === 'open' || condition.type === 'online'
    return whileAway && needsSomebody ? [hint('away_anyway', place)] : []
  })
}

/** What is known of few shoppers, or not yet. */
function knowledge(
  _: TriggerDefinition,
  standing: Standing[],
  { early }: Surroundings,
): Conflict[] {
  return standing.flatMap(({ condition, place, mayNot }) => {
    if (mayNot) return []
    if (condition.type === 'returning') return [hint('returning_known', place)]
    if (condition.type === 'risk_score') return [hint('risk_known', place)]
    const soon = 'seconds' in condition && condition.type !== 'idle_seconds'
    return soon && condition.seconds < early ? [hint('first_seconds', place)] : []
  })
}

/** Nothing to wait for: it would come to everybody it fits as soon as anything may be said. */
function moments(_: TriggerDefinition, standing: Standing[]): Conflict[] {
  const waits = standing.some(
    ({ condition, mayNot }) => !mayNot && !STATES.includes(condition.type),
  )
  return waits ? [] : [hint('no_moment')]
}

function schedules(
  { schedule }: TriggerDefinition,
  _: Standing[],
  { today }: Surroundings,
): Conflict[] {
  const { start, end } = schedule ?? {}
  if (start && end && start > end) return [never('schedule_order')]
  return end && end < today ? [never('schedule_over')] : []
}
