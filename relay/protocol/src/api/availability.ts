import * as v from 'valibot'
import { availabilityState } from '../entities.ts'

/** Data of the line `wait_text` (45 s): the measured time to a first reply at this hour; absent while unknown. */
export const waitTextData = v.object({ waitSeconds: v.optional(v.number()) })

/** Data of the line `wait_offer` (120 s): ways to be reached later, in the order to show them. */
export const waitOfferData = v.object({ ways: v.array(v.picklist(['email', 'phone'])) })

/**
 * Data of the lines `alert_sent` and `alert_failed`, for members: which alert went when, to whom.
 * `step` is seconds after the shopper's message; `members` are those reached.
 */
export const alertData = v.object({
  channel: v.picklist(['push', 'email', 'whatsapp']),
  step: v.number(),
  members: v.array(v.object({ id: v.string(), name: v.string() })),
  /** Devices or addresses that took it. */
  count: v.number(),
  /** Whether an open inbox had received the message by then. */
  received: v.boolean(),
  /** Why nothing arrived, for alert_failed. */
  reason: v.optional(v.picklist(['no_devices', 'refused', 'unreachable', 'no_template'])),
})
export type AlertData = v.InferOutput<typeof alertData>

/** The open/away switch (PUT /api/sites/:siteId/availability, every member). */
export const availabilityChange = v.strictObject({ availability: availabilityState })

/** How soon shoppers get a first answer, as measured: what members see in settings. */
export const promiseAnswer = v.object({
  availability: availabilityState,
  /** Seconds promised at this hour; absent while too few answers were measured. */
  waitSeconds: v.optional(v.number()),
  /** Answers measured in the last weeks. */
  samples: v.number(),
  /** Median seconds by hour of the week, Monday 00:00 first, in the shop's time; null where unknown. */
  hours: v.array(v.nullable(v.number())),
})
export type PromiseAnswer = v.InferOutput<typeof promiseAnswer>
