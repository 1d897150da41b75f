import * as v from 'valibot'
import { phoneState } from './api/phones.ts'
import { card, channelCard } from './card.ts'
import { channelThread, delivery, quoteSeq, reaction } from './channels.ts'
import { id, seqNumber, timestamp } from './ids.ts'

export const role = v.picklist(['owner', 'admin', 'agent'])
export type Role = v.InferOutput<typeof role>

export const language = v.picklist(['nl', 'en'])
export type Language = v.InferOutput<typeof language>

export const pageKind = v.picklist([
  'home',
  'category',
  'product',
  'cart',
  'checkout',
  'thank-you',
  'other',
])
export type PageKind = v.InferOutput<typeof pageKind>

export const device = v.picklist(['phone', 'tablet', 'desk'])
export type Device = v.InferOutput<typeof device>

export const channel = v.picklist(['web', 'whatsapp', 'messenger', 'email'])
export type Channel = v.InferOutput<typeof channel>

/** Who may see an event or message: members only, or members and the shopper. */
export const audience = v.picklist(['members', 'all'])
export type Audience = v.InferOutput<typeof audience>

export const fileInfo = v.object({
  id,
  name: v.string(),
  type: v.string(),
  size: v.number(),
  /** Pixels, for pictures. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  /** Length of a voice note in seconds. */
  seconds: v.optional(v.number()),
  /** Signed address, valid for an hour; asked for anew with the message when it has expired. */
  url: v.string(),
})
export type FileInfo = v.InferOutput<typeof fileInfo>

export const author = v.object({
  kind: v.picklist(['visitor', 'member', 'system']),
  /** The member's id; a shopper has none to show. */
  id: v.optional(id),
  name: v.optional(v.string()),
})
export type Author = v.InferOutput<typeof author>

/**
 * One quiet line in the thread: what happened, for the reader's language to say. Lines of a member's
 * doing carry `by` (name) and `byId` in their data; assigned also `to` and `toId`, snoozed `until`,
 * taken_along and not_taken_along `channel`.
 */
export const lineCode = v.picklist([
  'prompt',
  'wait_text',
  'wait_offer',
  'away',
  'lead',
  'assigned',
  'unassigned',
  'closed',
  'reopened',
  'snoozed',
  'woken',
  'blocked',
  'unblocked',
  'verified',
  'page',
  'cart',
  'coupon_failed',
  'checkout_failed',
  'add_failed',
  'alert_sent',
  'alert_failed',
  'email_sent',
  'email_failed',
  'order_asked',
  'order_shown',
  'order_placed',
  'other_chat',
  'taken_along',
  'not_taken_along',
  'reaction_failed',
])
export type LineCode = v.InferOutput<typeof lineCode>

export const message = v.object({
  id,
  conversationId: id,
  /** Place in the conversation, from 1, without gaps; the only order. */
  seq: seqNumber,
  /** The sender's own id; the sender replaces its local copy by it. */
  cid: v.optional(v.string()),
  ts: timestamp,
  audience,
  /** text: said by somebody; note: members only; line: something that happened. */
  kind: v.picklist(['text', 'note', 'line']),
  author,
  text: v.string(),
  file: v.optional(fileInfo),
  /** The text says the same in words. */
  card: v.optional(card),
  /** What came over a channel and is more than text; the text says the same where it can. */
  detail: v.optional(channelCard),
  /** What it came or went over, where that is not our own page. */
  channel: v.optional(channel),
  /** When the sender sent it, where that was well before it reached us. */
  sentAt: v.optional(timestamp),
  /** The message it answers; 0 for one we do not have. */
  quoteSeq: v.optional(quoteSeq),
  reactions: v.optional(v.array(reaction)),
  /** How far it has come on its channel; on our own page `marks` tell. */
  delivery: v.optional(delivery),
  line: v.optional(v.object({ code: lineCode, data: v.record(v.string(), v.unknown()) })),
  editedAt: v.optional(timestamp),
  withdrawnAt: v.optional(timestamp),
  /** Members a note calls. */
  mentions: v.optional(v.array(id)),
  /** Rises with each change; a client keeps the highest it has seen. */
  rev: v.number(),
})
export type Message = v.InferOutput<typeof message>

/** How far each side has received and read, by seq. */
export const marks = v.object({
  visitorDelivered: seqNumber,
  visitorRead: seqNumber,
  membersDelivered: seqNumber,
  membersRead: seqNumber,
})
export type Marks = v.InferOutput<typeof marks>

export const conversationStatus = v.picklist(['open', 'snoozed', 'closed'])
export type ConversationStatus = v.InferOutput<typeof conversationStatus>

export const contact = v.object({
  id,
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  phone: v.optional(v.string()),
  /** What members wrote about them; a shopper never gets it. */
  note: v.optional(v.string()),
  /** True only when the shop's signed token or a channel proved who this is. */
  verified: v.boolean(),
  /** The shop's own id of a verified customer. */
  externalId: v.optional(v.string()),
  blocked: v.boolean(),
  createdAt: timestamp,
  rev: v.number(),
})
export type Contact = v.InferOutput<typeof contact>

export const pageRef = v.object({
  url: v.string(),
  title: v.optional(v.string()),
  kind: v.optional(pageKind),
  at: v.optional(timestamp),
})
export type PageRef = v.InferOutput<typeof pageRef>

export const cartLine = v.object({
  id: v.optional(v.string()),
  title: v.string(),
  quantity: v.number(),
  /** Price of one, in the currency's main unit. */
  price: v.optional(v.number()),
})
export const cart = v.object({
  lines: v.array(cartLine),
  total: v.optional(v.number()),
  currency: v.optional(v.string()),
})
export type Cart = v.InferOutput<typeof cart>

/** What a shop's page passed about the visit. Not signed unless the contact is verified: shown as such. */
export const shopContext = v.object({
  cart: v.optional(cart),
  product: v.optional(
    v.object({
      id: v.optional(v.string()),
      title: v.string(),
      price: v.optional(v.number()),
      currency: v.optional(v.string()),
      url: v.optional(v.string()),
    }),
  ),
  /** Anything else the page said, as short texts. */
  fields: v.optional(v.record(v.string(), v.string())),
})
export type ShopContext = v.InferOutput<typeof shopContext>

/** An order as the shop's own records had it when the shopper proved it theirs. Nobody's address is in it. */
export const shownOrder = v.object({
  number: v.pipe(v.string(), v.maxLength(40)),
  placedAt: timestamp,
  /** In the shop's own words. */
  status: v.pipe(v.string(), v.maxLength(60)),
  /** In the currency's main unit. */
  total: v.number(),
  currency: v.pipe(v.string(), v.maxLength(3)),
  items: v.pipe(
    v.array(v.object({ title: v.pipe(v.string(), v.maxLength(120)), quantity: v.number() })),
    v.maxLength(30),
  ),
  /** What the shop wrote to the customer last, such as a tracking number. */
  note: v.optional(v.pipe(v.string(), v.maxLength(300))),
  /** Where the order is in the shop's admin panel. */
  url: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
})
export type ShownOrder = v.InferOutput<typeof shownOrder>

export const visitorContext = v.object({
  /** Page the shopper is on, and the one the conversation began on. */
  page: v.optional(pageRef),
  firstPage: v.optional(pageRef),
  referrer: v.optional(v.string()),
  language: v.optional(v.string()),
  device: v.optional(device),
  browser: v.optional(v.string()),
  /** IANA name, to show the shopper's local time. */
  timeZone: v.optional(v.string()),
  shop: v.optional(shopContext),
  /** Orders the shopper proved, the last one first; gone with the conversation. Members only. */
  orders: v.optional(v.array(shownOrder)),
})
export type VisitorContext = v.InferOutput<typeof visitorContext>

/** A conversation as members see it in a list and in its header. */
export const conversation = v.object({
  id,
  /** Where the shopper wrote last. */
  channel,
  /** Members: the shopper's address on another channel, if there is one. */
  thread: v.optional(channelThread),
  /** Members on whose phones this is talked about now. */
  onPhones: v.optional(v.array(id)),
  status: conversationStatus,
  snoozedUntil: v.optional(timestamp),
  assigneeId: v.optional(id),
  contact,
  tagIds: v.array(id),
  lastSeq: seqNumber,
  lastMessage: v.optional(
    v.object({
      seq: seqNumber,
      ts: timestamp,
      author,
      /** What `text` does not say: see preview.ts. */
      kind: v.string(),
      text: v.string(),
      /** Length of something said. */
      seconds: v.optional(v.number()),
    }),
  ),
  lastMessageAt: timestamp,
  /** When the shopper's first unanswered message came; absent when nobody waits. */
  waitingSince: v.optional(timestamp),
  /** Shopper's messages no member has read. */
  unread: v.number(),
  marks,
  context: visitorContext,
  createdAt: timestamp,
  closedAt: v.optional(timestamp),
  rev: v.number(),
})
export type Conversation = v.InferOutput<typeof conversation>

export const availabilityState = v.picklist(['open', 'away'])
export type AvailabilityState = v.InferOutput<typeof availabilityState>

export const member = v.object({
  id,
  name: v.string(),
  email: v.string(),
  role,
  /** Whether this person has an inbox open now. */
  online: v.optional(v.boolean()),
  /** How it is with the phone they answer from; absent where they have none. */
  phone: v.optional(phoneState),
  createdAt: timestamp,
})
export type Member = v.InferOutput<typeof member>

/** A member as a shopper may see one: a name to greet with, nothing to misuse. */
export const teamMate = v.object({ id, name: v.string() })
export type TeamMate = v.InferOutput<typeof teamMate>
