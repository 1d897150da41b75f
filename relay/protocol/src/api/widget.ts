import * as v from 'valibot'
import { contextInput, pageInput, webUrl } from '../context.ts'
import { availabilityState, device, language, marks, message, teamMate } from '../entities.ts'
import { outgoing } from '../frames.ts'
import { id, seqNumber, timestamp } from '../ids.ts'
import { lineText } from '../text.ts'
import { orderReference } from './orders.ts'

/**
 * `eligible`: its moment has come, whatever follows; `suppressed`: its moment has come, and manners keep
 * it still (`why`); then what became of the prompt.
 */
const triggerNote = v.object({
  id,
  /** Of the trigger the page acts upon; another one than the shop's is no moment of it. */
  version: v.optional(v.number()),
  did: v.picklist(['eligible', 'suppressed', 'shown', 'closed', 'accepted']),
  why: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/))),
})
export type TriggerNote = v.InferOutput<typeof triggerNote>

/** What no cached page can know: answered no-store to the one request a page view makes. */
export const viewRequest = v.object({
  /** From the last answer, while the page is still the same one: the page is looked at. */
  viewId: v.optional(id),
  page: v.object({
    ...pageInput.entries,
    /** Products of one template are counted as one page. */
    template: v.fallback(v.optional(lineText(60)), undefined),
  }),
  referrer: v.fallback(v.optional(webUrl), undefined),
  language: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(35))), undefined),
  device: v.fallback(v.optional(device), undefined),
  /** The conversation of this browser, if it has one: members see that the two are one. */
  conversationId: v.optional(id),
  /** Something happened to a trigger in this visit; what is not understood is left out. */
  trigger: v.fallback(v.optional(triggerNote), undefined),
  /**
   * Whether the shopper lets this page be counted. Shops whose own software asks shoppers (Shopify) say so
   * with each page, and none of theirs is counted without; elsewhere only a no counts.
   */
  consent: v.optional(v.fallback(v.boolean(), false)),
  /** Once an order was placed: its reference, the same hash its shop reports it by. */
  order: v.fallback(v.optional(orderReference), undefined),
})
export type ViewRequest = v.InferInput<typeof viewRequest>

/** Where a shop's widget ran last, to the minute, and where it was last turned away. */
export const widgetSeenAnswer = v.object({
  seen: v.optional(v.object({ at: timestamp, page: v.string() })),
  /** A page whose address is not among the shop's; `at` is when it last asked. */
  refused: v.optional(v.object({ at: timestamp, origin: v.string() })),
})
export type WidgetSeenAnswer = v.InferOutput<typeof widgetSeenAnswer>

/** A page of the shop to show something on; absent where none is known to be the shop's. */
export const shopPageAnswer = v.object({
  url: v.optional(v.string()),
  /** It lets itself be framed by the relay's pages. */
  framed: v.boolean(),
})
export type ShopPageAnswer = v.InferOutput<typeof shopPageAnswer>

const milliseconds = v.fallback(
  v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000), v.transform(Math.round)), 0),
  0,
)

/** The page is hidden or being left: what happened on it so far. Said again, the larger numbers count. */
export const viewEnd = v.object({
  viewId: id,
  /** Milliseconds it was visible, and milliseconds it also had the focus. */
  visible: milliseconds,
  focused: milliseconds,
  /** Deepest part that was seen, in per cent of the page. */
  depth: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0), 0),
  /** Clicks, taps and keys on the shop's page; ours are not among them. */
  interactions: v.fallback(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)), 0),
    0,
  ),
  /** Only hidden, maybe for a moment: the view goes on. */
  hidden: v.optional(v.boolean()),
  /** Something was put in the cart on this page. */
  addedToCart: v.optional(v.boolean()),
  /** Coupons that were refused on this page. */
  couponsFailed: v.fallback(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
    undefined,
  ),
})
export type ViewEnd = v.InferInput<typeof viewEnd>

export const viewAnswer = v.object({
  /** Names this page view in what the page tells next. */
  viewId: v.optional(id),
  /** Triggers that show nothing in this visit, so that others can be compared with it. */
  heldOut: v.optional(v.array(id)),
  /** Triggers that rest now: their schedule says so, or the one the page told of is not as it was. */
  resting: v.optional(v.array(id)),
  /** Which way of saying it this visit gets, by trigger; absent: the first. */
  variants: v.optional(v.record(id, v.number())),
  /** This visit was shown as many prompts as it may; a page cannot know, because nothing is stored in it. */
  prompted: v.optional(v.boolean()),
  /** A member invites this visit to chat; told once. */
  invitation: v.optional(
    v.object({
      id,
      text: v.string(),
      /** Who says it, where the shop shows names. */
      from: v.optional(v.string()),
    }),
  ),
  /** What this page's visit was before it; absent where visits are not joined. */
  visit: v.optional(
    v.object({
      /** Pages opened, this one included. */
      pages: v.number(),
      /** Seconds its other pages were visible. */
      seconds: v.number(),
      /** Its other pages by kind: how many, and seconds they were visible. */
      kinds: v.optional(v.record(v.string(), v.tuple([v.number(), v.number()]))),
      /** Something was put in the cart on one of them. */
      added: v.optional(v.boolean()),
      /** Times in a row that it went back to the page before the last one. */
      returns: v.number(),
      /**
       * Names of what happened elsewhere in it, as often as it did: `coupon_failed`; and in a checkout that
       * runs no widget, until there is an order, `checkout_started` and `checkout_failed`.
       */
      happened: v.optional(v.array(v.string())),
      referrer: v.optional(v.string()),
      /** Query of its first page, without what is no utm_ parameter. */
      utm: v.optional(v.string()),
    }),
  ),
  availability: availabilityState,
  /** Whether a member has an inbox open now. */
  online: v.boolean(),
  /** Measured seconds to a first reply at this hour of the week; absent until it is known. */
  waitSeconds: v.optional(v.number()),
  /** Who answers, whoever is there now first; empty where the shop shows its own name only. */
  team: v.array(teamMate),
})
export type ViewAnswer = v.InferOutput<typeof viewAnswer>

export const startRequest = v.object({
  context: contextInput,
  /** The trigger or invitation whose prompt the shopper accepted, and the language it spoke: the thread begins with its text. */
  prompt: v.optional(
    v.object({
      triggerId: id,
      language,
      /** Which way of saying it was shown; absent: the first. */
      variant: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))), undefined),
    }),
  ),
})

/** The shopper went to another page, or what the shop's page says of the visit changed. */
export const contextRequest = v.object({ context: contextInput })
export const startAnswer = v.object({
  /** Opens the conversation from this browser. Keep it; it is shown once. */
  secret: v.string(),
  conversationId: id,
})
export type StartAnswer = v.InferOutput<typeof startAnswer>

/** Everything the panel shows, and where its stream goes on. */
export const threadAnswer = v.object({
  conversationId: id,
  messages: v.array(message),
  more: v.boolean(),
  marks,
  status: v.picklist(['open', 'snoozed', 'closed']),
  /** Cursor of the stream at this moment. */
  cursor: v.string(),
  team: v.array(teamMate),
  availability: availabilityState,
  online: v.boolean(),
  waitSeconds: v.optional(v.number()),
  /** Where a reply goes when the shopper has gone, masked; absent when nothing was left. */
  reachableAt: v.optional(v.string()),
})
export type ThreadAnswer = v.InferOutput<typeof threadAnswer>

export const sendRequest = v.object(outgoing.entries)
export const sendAnswer = v.object({
  id,
  seq: seqNumber,
  n: v.number(),
  ts: timestamp,
  dup: v.optional(v.boolean()),
})
export type SendAnswer = v.InferOutput<typeof sendAnswer>

export const seenRequest = v.object({
  delivered: v.optional(seqNumber),
  read: v.optional(seqNumber),
})

export const historyAnswer = v.object({ messages: v.array(message), more: v.boolean() })
export type HistoryAnswer = v.InferOutput<typeof historyAnswer>
