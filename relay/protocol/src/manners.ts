import type { Facts } from './conditions.ts'
import type { WidgetConfig } from './settings.ts'

export type WidgetTrigger = WidgetConfig['triggers'][number]

/** What a browser keeps once its shopper acted. Times in milliseconds since 1970. */
export interface Memory {
  /** When the shopper last chatted, opened the panel, or answered or closed a prompt. */
  at: number
  /** When prompts were closed, by trigger. */
  closed: Record<string, number>
  /** When prompts were accepted. */
  accepted: number[]
}

/** What manners go by, beside the facts that conditions go by. */
export interface Moment {
  /** Milliseconds since 1970. */
  now: number
  memory: Memory | undefined
  /** The shopper has chatted in this visit, opened the panel, or answered or closed a prompt. */
  acted: boolean
  /** A prompt was shown in this visit. */
  prompted: boolean
  /** Nobody would see it: the shop hid the launcher, or the tab is behind another one. */
  hidden: boolean
  /** A field of a form has the focus, and keys were pressed a moment ago. */
  typing: boolean
  /** A frame such as a payment's, or a field for a card or password, has the focus. */
  paying: boolean
  /** A drawer, bar or dialog of the page lies where the prompt would come. */
  covered: boolean
  /** Seconds since something was put in the cart; Infinity when nothing was. */
  secondsSinceCart: number
}

/** Why a trigger that would fire keeps still. */
export type Suppression =
  | 'acted'
  | 'prompted'
  | 'closed'
  | 'often'
  | 'early'
  | 'hidden'
  | 'paying'
  | 'typing'
  | 'cart'
  | 'covered'
  | 'away'
  | 'busy'

/** Seconds of a visit in which nothing is offered. */
const EARLY = 10
/** Seconds after a shopper put something in the cart in which nothing may come between. */
const CART_PAUSE = 5
/** Seconds of expected wait above which no more shoppers are invited. */
const LONG_WAIT = 120
const DAY = 86_400_000
/** Days in which a closed prompt keeps its own trigger silent, and every other one. */
const SAME_CLOSED = 30
const ANY_CLOSED = 7
/** Prompts a shopper who answers them gets in seven days. */
const OFTEN = 2

type Holds = (trigger: WidgetTrigger, facts: Facts, moment: Moment) => boolean

const MANNERS: [Suppression, Holds][] = [
  ['acted', (_, __, { acted }) => acted],
  ['prompted', (_, __, { prompted }) => prompted],
  ['closed', ({ id }, _, { memory, now }) => isClosed(id, memory, now)],
  ['often', (_, __, { memory, now }) => acceptedLately(memory, now) >= OFTEN],
  ['early', (_, { visit_seconds }) => Number(visit_seconds) < EARLY],
  ['hidden', (_, __, { hidden }) => hidden],
  ['paying', (_, __, { paying }) => paying],
  ['typing', (_, __, { typing }) => typing],
  ['cart', (_, __, { secondsSinceCart }) => secondsSinceCart < CART_PAUSE],
  ['covered', (_, __, { covered }) => covered],
  ['away', ({ whileAway }, { open }) => !open && !whileAway],
  ['busy', (_, { wait_seconds }) => Number(wait_seconds) > LONG_WAIT],
]

export interface Decision {
  trigger: WidgetTrigger
  suppressed?: Suppression
}

/**
 * Of triggers whose moment is now (`isDue`), the first that may speak; or else the first, and why it keeps
 * still.
 */
export function choose(due: WidgetTrigger[], facts: Facts, moment: Moment): Decision | undefined {
  const decisions = due.map((trigger): Decision => {
    const suppressed = suppressionOf(trigger, facts, moment)
    return { trigger, ...(suppressed && { suppressed }) }
  })
  return decisions.find(({ suppressed }) => !suppressed) ?? decisions[0]
}

/** Why a trigger must keep still at this moment, if it must. */
export function suppressionOf(
  trigger: WidgetTrigger,
  facts: Facts,
  moment: Moment,
): Suppression | undefined {
  return MANNERS.find(([, holds]) => holds(trigger, facts, moment))?.[0]
}

function isClosed(id: string, memory: Memory | undefined, now: number): boolean {
  return Object.entries(memory?.closed ?? {}).some(
    ([of, at]) => now - at < (of === id ? SAME_CLOSED : ANY_CLOSED) * DAY,
  )
}

function acceptedLately(memory: Memory | undefined, now: number): number {
  return (memory?.accepted ?? []).filter((at) => now - at < ANY_CLOSED * DAY).length
}
