import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'

/**
 * Something that was to leave the relay, such as a mail or a push, and was given up. It stays until
 * a member tries it again or puts it aside; what it was to say is never part of an answer.
 */
export const failedDelivery = v.object({
  id,
  /** What was to be done, such as `mail.reply` or `alert.push`; kinds may be added. */
  kind: v.string(),
  /** Why it was given up, in a few fixed words of the relay's own. */
  reason: v.string(),
  attempts: v.number(),
  createdAt: timestamp,
  failedAt: timestamp,
  conversationId: v.optional(id),
  /** Name of that conversation's shopper, if known. */
  contactName: v.optional(v.string()),
})
export type FailedDelivery = v.InferOutput<typeof failedDelivery>

/** Newest failure first; at most 200. `conversationId` asks for those of one conversation. */
export const failedDeliveriesQuery = v.object({ conversationId: v.optional(id) })
export const failedDeliveriesAnswer = v.object({ deliveries: v.array(failedDelivery) })
export type FailedDeliveriesAnswer = v.InferOutput<typeof failedDeliveriesAnswer>
