import type { ViewAnswer } from './api/widget.ts'
import type { Facts } from './conditions.ts'
import type { Manners, WidgetConfig } from './settings.ts'

/** What may speak: a trigger of the shop, or the invitation of a member. */
export type WidgetTrigger = WidgetConfig['triggers'][number] & { invitation?: Invitation }

/** In a member's own words; who says it, where the shop shows names. */
export type Invitation = NonNullable<ViewAnswer['invitation']>

/** What a browser keeps once its shopper acted, or consented to it. Times in milliseconds since 1970. */
export interface Memory {
  /** When the shopper last chatted, opened the panel, or answered or closed a prompt; 0: never. */
  at: number
  /** When the browser was first here with consent to remember that. */
  seen?: number
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
  /** As many prompts as one visit gets were shown in this one. */
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
  manners: Omit<Manners, 'perVisit'>
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

/** What is recommended, and what a new shop begins with. */
export const DEFAULT_MANNERS: Manners = {
  perVisit: 1,
  perWeek: 2,
  early: 10,
  cartPause: 5,
  sameClosed: 30,
  anyClosed: 7,
  longWait: 120,
}

const DAY = 86_400_000
/** Milliseconds without a page after which a shopper is on another visit. */
const VISIT = 30 * 60_000
/** Milliseconds since it was first seen in which a browser may still be on that visit. */
const FIRST_VISIT = 6 * 3_600_000

type Holds = (trigger: WidgetTrigger, facts: Facts, moment: Moment) => boolean

const MANNERS: [Suppression, Holds][] = [
  ['acted', (_, __, { acted }) => acted],
  ['prompted', (_, __, { prompted }) => prompted],
  ['closed', ({ id }, _, moment) => isClosed(id, moment)],
  ['often', (_, __, moment) => acceptedLately(moment) >= moment.manners.perWeek],
  ['early', (_, { visit_seconds }, { manners }) => Number(visit_seconds) < manners.early],
  ['hidden', (_, __, { hidden }) => hidden],
  ['paying', (_, __, { paying }) => paying],
  ['typing', (_, __, { typing }) => typing],
  ['cart', (_, __, { secondsSinceCart, manners }) => secondsSinceCart < manners.cartPause],
  ['covered', (_, __, { covered }) => covered],
  // Who invites is there, and has time.
  ['away', ({ whileAway, invitation }, { open }) => !open && !whileAway && !invitation],
  [
    'busy',
    ({ invitation }, { wait_seconds }, { manners }) =>
      !invitation && Number(wait_seconds) > manners.longWait,
  ],
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

/** Whether the shopper acted in this visit, in this tab or another. */
export function actedLately(memory: Memory | undefined, now: number): boolean {
  return now - (memory?.at ?? 0) < VISIT
}

/** Whether the shopper was here in an earlier visit, as far as the browser may know. */
export function isReturning(memory: Memory | undefined, now: number): boolean {
  if (!memory || actedLately(memory, now)) return false
  return memory.at > 0 || now - (memory.seen ?? now) > FIRST_VISIT
}

function isClosed(id: string, { memory, now, manners }: Moment): boolean {
  return Object.entries(memory?.closed ?? {}).some(
    ([of, at]) => now - at < (of === id ? manners.sameClosed : manners.anyClosed) * DAY,
  )
}

function acceptedLately({ memory, now }: Moment): number {
  return (memory?.accepted ?? []).filter((at) => now - at < 7 * DAY).length
}
