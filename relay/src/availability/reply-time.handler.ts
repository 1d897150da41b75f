import * as v from 'valibot'
import { defineHandler, type OutboxHandler } from '../outbox/handler.ts'
import type { AvailabilityService } from './availability.service.ts'

/** When the shopper began to wait and when a member answered. */
const payload = v.object({ since: v.number(), answeredAt: v.number() })
export type ReplyTimePayload = v.InferOutput<typeof payload>

/** Measures an answered wait, for the promise. */
export function replyTimeHandler(availability: AvailabilityService): OutboxHandler {
  return defineHandler({
    kind: 'reply.time',
    payload,
    async handle(row, wait) {
      await availability.record(row.site_id, row.conversation_id ?? '', wait)
      return { outcome: 'done' }
    },
  })
}
