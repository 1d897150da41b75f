import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'

const clock = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 22:00'),
)

/** From when to when a phone is left alone, by the shop's clock; it may pass midnight. */
export const quietHours = v.strictObject({ from: clock, to: clock })
export type QuietHours = v.InferOutput<typeof quietHours>

/**
 * on: chats come to it · away: nothing comes until the member is back · stopped: it cannot be reached,
 * which a message from it mends.
 */
export const phoneState = v.picklist(['on', 'away', 'stopped'])
export type PhoneState = v.InferOutput<typeof phoneState>

/**
 * What keeps alerts from a phone: its 24 hours are over and no template may be sent, it cannot be
 * reached, or something is wrong with the number that writes to it.
 */
export const phoneTrouble = v.picklist(['no_template', 'unreachable', 'same_number', 'sender'])
export type PhoneTrouble = v.InferOutput<typeof phoneTrouble>

/** Which chats come to a phone. */
export const phoneChats = v.picklist(['all', 'web'])

/** A member's own phone, to answer from. */
export const memberPhone = v.object({
  id,
  /** As people write it; absent where the network tells no number. */
  address: v.optional(v.string()),
  name: v.optional(v.string()),
  state: phoneState,
  trouble: v.optional(phoneTrouble),
  quiet: v.optional(quietHours),
  chats: phoneChats,
  /** Until when free messages may be sent to it; it may have passed. */
  windowUntil: v.optional(timestamp),
  /** When its owner said yes to all this, by sending which words. */
  pairedAt: timestamp,
  agreedTo: v.string(),
})
export type Phone = v.InferOutput<typeof memberPhone>

/** Your own phone at a shop, and the number that would write to it. */
export const phoneAnswer = v.object({
  phone: v.optional(memberPhone),
  /** Absent where there is no number yet that could write to members. */
  sender: v.optional(
    v.object({
      of: v.picklist(['service', 'shop']),
      name: v.string(),
      /** As people write it. */
      address: v.string(),
    }),
  ),
})
export type PhoneAnswer = v.InferOutput<typeof phoneAnswer>

/** A message to be sent from the phone that is to be paired; works once, for half an hour. */
export const pairingAnswer = v.object({
  /** Opens WhatsApp with the message typed in. */
  url: v.string(),
  /** The message, and the number it goes to, for who types it. */
  text: v.string(),
  address: v.string(),
  expiresAt: timestamp,
})
export type PairingAnswer = v.InferOutput<typeof pairingAnswer>

/** Null takes quiet hours away. */
export const phoneChange = v.strictObject({
  away: v.optional(v.boolean()),
  quiet: v.optional(v.nullable(quietHours)),
  chats: v.optional(phoneChats),
})
export type PhoneChange = v.InferOutput<typeof phoneChange>
