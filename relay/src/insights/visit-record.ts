import type { Device, PageKind } from '@loods/protocol'
import type { Arm } from '../statistics/arms.ts'

/** One page of a visit, as it was when the visit was over. Times in milliseconds. */
export interface SeenView {
  path: string
  kind: PageKind
  /** Products of one template are counted as one page. */
  template?: string
  openedAt: number
  /** How long the page was visible, and how long it also had the focus. */
  visibleMs: number
  focusedMs: number
  /** Deepest part of the page that was seen, 0 to 1. */
  depth: number
  /** Clicks, taps and keys of the shopper; what our own prompt brought about is not among them. */
  interactions: number
  /** Something was put in the cart here. */
  addedToCart?: boolean
  /** No prompt of ours could come between: no trigger covers this page, or all of them hold this visit out. */
  untouched: boolean
}

/** The same, by the name its page is counted under. */
export interface ViewRecord extends Omit<SeenView, 'path' | 'template'> {
  key: string
}

/** What became of one trigger in one visit, from the moment it would have fired. */
export interface ExposureRecord {
  triggerId: string
  /** Version of the trigger that was eligible; another version is another experiment. */
  version: number
  arm: Arm
  /** Which text, where a trigger has several, and the probability with which this visit got it. */
  variant: number
  share?: number
  at: number
  /** Why nothing was shown although the arm is to be offered help; such a visit counts in its arm all the same. */
  suppressed?: string
  closed: boolean
  accepted: boolean
  replied: boolean
}

/** A visit that is over. Nothing in it says who it was: its id is random and made for this record. */
export interface VisitRecord<View = ViewRecord> {
  siteId: string
  id: string
  startedAt: number
  endedAt: number
  device: Device
  /** Host of the page the visit came from, if it was another one. */
  referrer?: string
  views: View[]
  exposures: ExposureRecord[]
  /** References of the orders its thank-you pages named. */
  orders: string[]
  addedToCart: boolean
  /** A member's invitation was shown in it. */
  invited?: boolean
}

/** What a shop's server says of an order, amounts in minor units of its currency. */
export interface OrderFact {
  siteId: string
  reference: string
  currency: string
  /** What the shop keeps of it: nothing when it was cancelled or given back whole. */
  net: number
  counts: boolean
}
