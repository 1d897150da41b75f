import type { Row } from '../db/schema.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import type { Say } from './says.ts'

/** What everything sent to one phone waits in: it leaves in the order it was decided in. */
export function laneOf(phoneId: string): string {
  return `phone ${phoneId}`
}

let last = 0

/**
 * A place behind all that were given before, also within one millisecond: two rows of a lane that
 * are worked on at a time would tell the same twice.
 */
export function placeAfter(now: number): number {
  last = Math.max(last + 1, now * 1_000)
  return last
}

type OfPhone = Pick<Row<'phones'>, 'id' | 'site_id'>

/** Says something to a member on their phone. */
export function sayRow(phone: OfPhone, say: Say, now: number): Row<'outbox'> {
  return outboxRow({
    siteId: phone.site_id,
    kind: 'phone.say',
    lane: laneOf(phone.id),
    place: placeAfter(now),
    payload: { phoneId: phone.id, say },
    now,
  })
}

/** Confirms a member's message by a sign on it. */
export function reactRow(phone: OfPhone, target: string, now: number): Row<'outbox'> {
  return outboxRow({
    siteId: phone.site_id,
    kind: 'phone.react',
    lane: laneOf(phone.id),
    place: placeAfter(now),
    payload: { phoneId: phone.id, target },
    now,
  })
}

/** Tells a phone what it has not been told of a conversation. */
export function bubbleRow(
  phone: OfPhone,
  conversationId: string,
  now: number,
  dueAt = now,
): Row<'outbox'> {
  // What has to wait must hold nothing else up.
  const lane = dueAt > now ? `phone-later ${phone.id} ${conversationId}` : laneOf(phone.id)
  return outboxRow({
    siteId: phone.site_id,
    conversationId,
    kind: 'phone.bubble',
    lane,
    place: placeAfter(now),
    payload: { phoneId: phone.id },
    now,
    dueAt,
  })
}

/** Something else that concerns one phone, in a lane of its own. */
export function phoneRow(
  kind: 'phone.summary' | 'phone.knock' | 'phone.keep' | 'phone.catch-up' | 'phone.failed',
  phone: OfPhone,
  now: number,
  more: { dueAt?: number; conversationId?: string } = {},
): Row<'outbox'> {
  return outboxRow({
    siteId: phone.site_id,
    kind,
    lane: `${kind} ${phone.id}`,
    place: placeAfter(now),
    payload: { phoneId: phone.id },
    now,
    ...more,
  })
}

/** What a phone showed of a conversation was read. */
export function readRow(phone: OfPhone, conversationId: string, now: number): Row<'outbox'> {
  return outboxRow({
    siteId: phone.site_id,
    conversationId,
    kind: 'phone.read',
    lane: `phone.read ${phone.id}`,
    place: placeAfter(now),
    payload: { phoneId: phone.id },
    now,
  })
}
