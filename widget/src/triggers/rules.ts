import type { AvailabilityState, PageKind, WidgetConfig } from '@loods/protocol'
import { fitsPage } from '@loods/protocol/page-pattern'

export type TriggerRule = WidgetConfig['triggers'][number]

/** What is known at one moment of the page and its shopper. */
export interface Facts {
  path: string
  kind?: PageKind
  /** Seconds this page was visible and had the focus. */
  visibleSeconds: number
  /** The shopper seems about to leave, this very moment. */
  leaving: boolean
  /** A form field, or a frame such as a payment's, has the focus. */
  typing: boolean
  /** Nobody would see it: the shop hid the launcher, or the tab is behind another one. */
  hidden: boolean
  /** Seconds since something was put in the cart; Infinity when nothing was. */
  secondsSinceCart: number
  /** A prompt was shown in this visit. */
  prompted: boolean
  /** The shopper has chatted, opened the panel, or sent a prompt away. */
  acted: boolean
}

/** Why a trigger that would fire keeps still. */
export type Suppression = 'typing' | 'hidden' | 'cart' | 'prompted' | 'acted' | 'away'

export interface Decision {
  trigger: TriggerRule
  suppressed?: Suppression
}

/** Seconds after a shopper put something in the cart in which nothing may come between. */
const CART_PAUSE = 5

type Condition = (when: Record<string, unknown>, facts: Facts) => boolean

/** One function a condition; a type that is not here belongs to a newer relay and is left alone. */
const CONDITIONS = new Map<unknown, Condition>([
  ['visible_seconds', ({ seconds }, facts) => facts.visibleSeconds >= Number(seconds)],
  ['exit_intent', (_, facts) => facts.leaving],
])

const CAPS: [Suppression, (facts: Facts) => boolean][] = [
  ['acted', (facts) => facts.acted],
  ['prompted', (facts) => facts.prompted],
  ['hidden', (facts) => facts.hidden],
  ['typing', (facts) => facts.typing],
  ['cart', (facts) => facts.secondsSinceCart < CART_PAUSE],
]

/** The first trigger that would fire now, and why it must keep still if it must. */
export function decide(triggers: TriggerRule[], facts: Facts): Decision | undefined {
  const trigger = triggers.find((trigger) => isOnPage(trigger, facts) && isMet(trigger, facts))
  const cap = trigger && CAPS.find(([, holds]) => holds(facts))
  return trigger && { trigger, ...(cap && { suppressed: cap[0] }) }
}

/** While the shop is away only what says so may speak: it invites to leave a message. */
export function isSilencedBy(availability: AvailabilityState, trigger: TriggerRule): boolean {
  return availability === 'away' && !trigger.whileAway
}

function isOnPage({ page, pageKind }: TriggerRule, { path, kind }: Facts): boolean {
  return fitsPage(page, path) && (pageKind === undefined || pageKind === kind)
}

function isMet({ when }: TriggerRule, facts: Facts): boolean {
  const condition = when as Record<string, unknown> | null
  return Boolean(condition && CONDITIONS.get(condition.type)?.(condition, facts))
}
