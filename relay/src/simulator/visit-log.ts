import type { AvailabilityState, Device, Manners, PageKind, TriggerNote } from '@loods/protocol'
import type { ShopSaid } from '@loods/protocol/facts'
import type { Memory, WidgetTrigger } from '@loods/protocol/manners'

/** What a shopper, the page or the shop does at one moment. */
export type Deed =
  /** A page; `turned` by a single-page shop, else loaded. `fold`: per cent of it in sight at first. */
  | { do: 'open'; path: string; kind: PageKind; fold: number; turned?: boolean }
  /** Down or up the page, with so many per cent of it above the window's lower edge. */
  | { do: 'scroll'; depth: number }
  | { do: 'click' }
  /** Three clicks at one spot. */
  | { do: 'rage' }
  /** A key in a field, which has the focus from then on; `pay`: the focus is where a card is typed. */
  | { do: 'type' }
  | { do: 'pay' }
  | { do: 'blur' }
  /** Another tab is in front, and this one again. */
  | { do: 'hide' }
  | { do: 'show' }
  /** A drawer or bar of the page lies where a prompt would come, or no longer. */
  | { do: 'cover'; on: boolean }
  /** `loods('context', …)` and `loods('track', …)`. */
  | { do: 'say'; said: ShopSaid }
  | { do: 'track'; name: string }
  /** The pointer shoots up out of the window. */
  | { do: 'leave' }
  /** The chat is opened by the launcher. */
  | { do: 'chat' }
  /** The prompt, where there is one, is sent away. */
  | { do: 'close' }

/** `at`: milliseconds after the visit began. */
export type Step = Deed & { at: number }

/** One visit, step by step, with what the shop is at that time. */
export interface VisitLog {
  steps: Step[]
  /** Milliseconds after which nobody looks any more. */
  until: number
  device: Device
  language: string
  /** What the browser keeps of earlier acts of its shopper. */
  memory?: Memory
  shop: SimulatedShop
}

/** What a shop's relay and its pages' config say at the time. */
export interface SimulatedShop {
  triggers: WidgetTrigger[]
  manners: Manners
  availability: AvailabilityState
  online: boolean
  waitSeconds?: number
  /** `widgetConfig.risk` */
  risk?: number[]
  /** Ids of triggers that show nothing in this visit. */
  heldOut: string[]
}

/** What became of a trigger, `at` milliseconds after the visit began. */
export interface Decision extends TriggerNote {
  at: number
}
