import * as v from 'valibot'
import { card } from '../card.ts'
import { channelTroubleCode, quoteSeq, reaction } from '../channels.ts'
import { conversation, conversationStatus, member } from '../entities.ts'
import { mentions, outgoing } from '../frames.ts'
import { id, timestamp } from '../ids.ts'
import { MAX_MEMBER_TEXT } from '../limits.ts'
import { siteSettings } from '../settings.ts'
import { plainText } from '../text.ts'
import { channelKind } from './channels.ts'
import { hostName } from './hosts.ts'
import { templateUse } from './templates.ts'
import { seenRequest } from './widget.ts'

export const listQuery = v.object({
  view: v.optional(v.picklist(['waiting', 'mine', 'unassigned', 'all', 'closed']), 'all'),
  /** `next` of the page before; pages neither repeat nor skip, also where times are equal. */
  before: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}\.[A-Za-z0-9_-]{21}$/, 'is not where a page of this list ended'),
      v.transform((text) => {
        const dot = text.indexOf('.')
        return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
      }),
    ),
  ),
  tagId: v.optional(id),
})
export const listAnswer = v.object({
  conversations: v.array(conversation),
  more: v.boolean(),
  /** Goes into `before` for the next page; absent when this was the last. */
  next: v.optional(v.string()),
})
export type ListAnswer = v.InferOutput<typeof listAnswer>

/** How many shoppers wait in each of the shops somebody answers for; shops where nobody does are left out. */
export const waitingAnswer = v.object({
  sites: v.array(v.object({ siteId: id, waiting: v.number() })),
})
export type WaitingAnswer = v.InferOutput<typeof waitingAnswer>

export const siteAnswer = v.object({
  id,
  key: v.string(),
  settings: siteSettings,
  members: v.array(member),
  /** What kind of shop it is, where its own software can be asked for products, coupons and orders. */
  host: v.optional(hostName),
  /** Where that software says what the chat may see of the shop, if it has a page for that. */
  panelUrl: v.optional(v.string()),
  /** Mails, pushes and the like that were given up and that nobody has looked at yet. */
  failedDeliveries: v.number(),
  /** Numbers and pages that receive but do not send, and why. */
  pausedChannels: v.array(v.object({ kind: channelKind, code: channelTroubleCode })),
})
export type SiteAnswer = v.InferOutput<typeof siteAnswer>

export const historyQuery = v.object({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))),
})

export const memberSendRequest = v.strictObject({
  ...outgoing.entries,
  note: v.optional(v.boolean()),
  mentions,
  /** A card, and nothing else. */
  card: v.optional(card),
  /** The message this answers, where the channel shows that. */
  quoteSeq: v.optional(quoteSeq),
  /** A template of the channel's, and nothing else. */
  template: v.optional(templateUse),
})

/** An own message's better words, within EDIT_WINDOW of sending it. */
export const messageChange = v.strictObject({ text: plainText(MAX_MEMBER_TEXT) })

/** An empty emoji takes the reaction back. */
export const reactionRequest = v.strictObject({ emoji: reaction.entries.emoji })

/** How far the team has received and read a conversation, by seq. */
export const memberSeenRequest = v.strictObject(seenRequest.entries)

/** Only what is named changes. Snoozing needs `snoozedUntil`; null unassigns. */
export const conversationChange = v.strictObject({
  status: v.optional(conversationStatus),
  snoozedUntil: v.optional(timestamp),
  assigneeId: v.optional(v.nullable(id)),
  tagIds: v.optional(v.pipe(v.array(id), v.maxLength(20))),
  blocked: v.optional(v.boolean()),
})
export type ConversationChange = v.InferOutput<typeof conversationChange>
