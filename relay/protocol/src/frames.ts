import * as v from 'valibot'
import { templateUse } from './api/templates.ts'
import { card } from './card.ts'
import { quoteSeq } from './channels.ts'
import { contextInput } from './context.ts'
import { device, marks, pageRef } from './entities.ts'
import type { ErrorBody } from './errors.ts'
import type { StreamEvent } from './events.ts'
import { cid, id, seqNumber, siteKey, timestamp } from './ids.ts'
import { MAX_INVITATION, MAX_MEMBER_TEXT, MAX_MENTIONS } from './limits.ts'
import { plainText } from './text.ts'

/** What a sender says: text, a file already uploaded, or both. */
export const outgoing = v.object({
  cid,
  text: v.optional(plainText(MAX_MEMBER_TEXT)),
  fileId: v.optional(id),
})

/** Members a note calls, by id. */
export const mentions = v.optional(v.pipe(v.array(id), v.maxLength(MAX_MENTIONS)))

const secret = v.pipe(v.string(), v.minLength(20), v.maxLength(2_000))

/** Frames a client sends. Unknown fields are ignored, so that older and newer sides understand each other. */
export const clientFrame = v.variant('type', [
  /** First frame of a shopper's socket. */
  v.object({
    type: v.literal('hello'),
    v: v.number(),
    site: siteKey,
    secret,
    since: v.optional(v.string()),
    context: v.optional(contextInput),
  }),
  /** First frame of a member's socket. */
  v.object({
    type: v.literal('member_hello'),
    v: v.number(),
    siteId: id,
    token: secret,
    since: v.optional(v.string()),
  }),
  /** A member's fresh token, before the old one expires. */
  v.object({ type: v.literal('renew'), token: secret }),
  v.object({
    ...outgoing.entries,
    type: v.literal('send'),
    /** Members say where; a shopper has one conversation. */
    conversationId: v.optional(id),
    /** Members: a note only members see. */
    note: v.optional(v.boolean()),
    mentions,
    /** Members: a card, and nothing else. */
    card: v.optional(card),
    /** Members: the message this answers, where the channel shows that. */
    quoteSeq: v.optional(quoteSeq),
    /** Members: a template of the channel's, and nothing else. */
    template: v.optional(templateUse),
  }),
  v.object({ type: v.literal('typing'), conversationId: v.optional(id), on: v.boolean() }),
  /** How far this side has received and read, by seq. */
  v.object({
    type: v.literal('seen'),
    conversationId: v.optional(id),
    delivered: v.optional(seqNumber),
    read: v.optional(seqNumber),
  }),
  /** The shopper went to another page of the shop, or its context changed. */
  v.object({
    type: v.literal('context'),
    context: contextInput,
  }),
  v.object({ type: v.literal('ping') }),
])
export type ClientFrame = v.InferOutput<typeof clientFrame>

/**
 * `waiting`: on its way to the page; `suppressed`: manners kept it still (`why`), and it is not tried for
 * long; `gone`: it came to nobody. `at`: since when.
 */
const invitationState = v.object({
  state: v.picklist(['waiting', 'suppressed', 'shown', 'closed', 'accepted', 'gone']),
  at: timestamp,
  why: v.optional(v.string()),
})

/** A visit in progress, as the member's list of visitors shows it. Never stored. */
export const liveVisit = v.object({
  id,
  page: pageRef,
  /** When this page and the visit began. */
  pageSince: timestamp,
  since: timestamp,
  pages: v.number(),
  device: v.optional(device),
  language: v.optional(v.string()),
  referrer: v.optional(v.string()),
  conversationId: v.optional(id),
  /** Prompts that were shown in it. */
  prompts: v.optional(v.number()),
  /** What became of a member's invitation to chat. */
  invitation: v.optional(invitationState),
})
export type LiveVisit = v.InferOutput<typeof liveVisit>

/** What a member says to a visit that has no conversation. */
export const invitationRequest = v.strictObject({ text: plainText(MAX_INVITATION) })

export const visitsAnswer = v.object({ visits: v.array(liveVisit) })

/** Frames the relay sends. */
export type ServerFrame =
  | {
      type: 'welcome'
      v: number
      epoch: string
      /** The shopper's conversation; absent for members. */
      conversationId?: string
      /** Number of the newest event of this stream. */
      head: number
      /** True when `since` could be resumed: the missing events follow. Otherwise fetch what you show. */
      resumed: boolean
      now: number
    }
  /** Resume is complete; what follows is live. */
  | { type: 'live' }
  /** The stream goes on at `head`: fetch again what you show. Carries the reason for logs. */
  | { type: 'reset'; epoch: string; head: number; conversationId?: string; reason: string }
  | { type: 'events'; events: StreamEvent[] }
  | { type: 'sent'; cid: string; id: string; seq: number; n: number; ts: number; dup?: true }
  | { type: 'refused'; cid?: string; error: ErrorBody }
  | {
      type: 'typing'
      conversationId: string
      on: boolean
      who: 'visitor' | 'member'
      name?: string
      memberId?: string
    }
  /** Members: who of the team is online. Shoppers: whether somebody is. */
  | { type: 'presence'; online: string[] }
  | { type: 'visitors'; visits: LiveVisit[] }
  | { type: 'pong'; now: number }
  /** The relay is going away; come back after a random part of `spread` seconds. */
  | { type: 'bye'; drain: boolean; spread: number }

/** Marks travel with both sides' own words; see `seen`. */
export type { Marks } from './entities.ts'
export { marks }
