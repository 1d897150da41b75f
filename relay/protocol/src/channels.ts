/** Words of the channels beside our own page: WhatsApp and Messenger. */
import * as v from 'valibot'
import { id, seqNumber, timestamp } from './ids.ts'

/** How far something we sent over a channel has come; each is further than the one before but `failed`. */
export const deliveryState = v.picklist(['queued', 'sent', 'delivered', 'read', 'played', 'failed'])
export type DeliveryState = v.InferOutput<typeof deliveryState>

/**
 * Why one message did not arrive. The inbox says each in words, with what to do.
 * - window_closed: the person wrote too long ago · unreachable: cannot get it there, or does not take it
 * - opted_out: wants nothing more of this kind · capped: gets enough of this kind already
 * - same_number: sender and receiver are one number · template, media, content: refused as it is
 * - country: this number may not write to the person's country · payment: the shop cannot be charged
 * - gave_up: tried for a day · unknown: the other side gave no reason we know
 */
export const failureCode = v.picklist([
  'window_closed',
  'unreachable',
  'opted_out',
  'capped',
  'same_number',
  'template',
  'media',
  'content',
  'country',
  'payment',
  'gave_up',
  'unknown',
])
export type FailureCode = v.InferOutput<typeof failureCode>

export const failure = v.object({
  code: failureCode,
  /** The other side's own number for it, for who looks further. */
  number: v.optional(v.number()),
  /** The other side's own words. */
  detail: v.optional(v.string()),
})
export type Failure = v.InferOutput<typeof failure>

export const delivery = v.object({ state: deliveryState, failure: v.optional(failure) })
export type Delivery = v.InferOutput<typeof delivery>

export const reaction = v.object({
  by: v.picklist(['visitor', 'member']),
  /** The member's id, where a member did. */
  id: v.optional(id),
  emoji: v.pipe(v.string(), v.maxLength(32)),
})
export type Reaction = v.InferOutput<typeof reaction>

/**
 * What keeps a whole channel from working. All but the mild ones hold back what is to be sent until
 * somebody has seen to it.
 */
export const channelTroubleCode = v.picklist([
  'token',
  'permission',
  'locked',
  'policy',
  'payment',
  'registration',
  'display_name',
  'number_gone',
  'spam',
  'quality',
  'webhook',
])
export type ChannelTroubleCode = v.InferOutput<typeof channelTroubleCode>

/** Troubles with which answers still leave; `payment` keeps only templates, which are charged. */
export const MILD_TROUBLES: readonly ChannelTroubleCode[] = ['payment', 'quality', 'webhook']

/**
 * What is said of troubles: `why` something is not sent, to be put behind a colon, and all of it with
 * what to do, for screens, mails and notifications alike.
 */
export type TroubleWords = Record<ChannelTroubleCode, { why: string; text: string }>

export const channelTrouble = v.object({
  code: channelTroubleCode,
  at: timestamp,
  number: v.optional(v.number()),
  detail: v.optional(v.string()),
})
export type ChannelTrouble = v.InferOutput<typeof channelTrouble>

/** on: sends and receives · paused: receives; what is to be sent waits for its trouble to be mended. */
export const channelState = v.picklist(['on', 'paused'])
export type ChannelState = v.InferOutput<typeof channelState>

/** How a conversation's shopper is reached on a channel they wrote on. */
export const channelThread = v.object({
  channelId: id,
  kind: v.picklist(['whatsapp', 'messenger']),
  /** The shop's number or page, as people know it; absent once the channel is disconnected. */
  channelName: v.optional(v.string()),
  /** Absent once the channel is disconnected. */
  state: v.optional(channelState),
  trouble: v.optional(channelTroubleCode),
  /** The person there: a phone number or a username, where the channel tells. */
  address: v.optional(v.string()),
  /** Until when a free answer may be sent; it may have passed. Absent where the person never wrote. */
  windowUntil: v.optional(timestamp),
  /** Messenger: until when a person may still answer by hand. */
  humanUntil: v.optional(timestamp),
  /** Whether this is where the shopper wrote last. */
  current: v.boolean(),
})
export type ChannelThread = v.InferOutput<typeof channelThread>

/** The message another one answers, by its place; 0 where it is none we have. */
export const quoteSeq = seqNumber
