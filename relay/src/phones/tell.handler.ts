import * as v from 'valibot'
import type { Row } from '../db/schema.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import { findTellers } from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import { bubbleRow } from './phone-rows.ts'
import { ACTIVE } from './which.ts'

/** Milliseconds a shopper's messages are gathered before they go to phones. */
export const GATHER = 4_000
/** Milliseconds after which a phone hears of what an open inbox has received and nobody looked at. */
const INBOX_FIRST = 20_000

export const tellPayload = v.object({
  seq: v.number(),
  by: v.picklist(['visitor', 'member']),
  /** When it was said. */
  at: v.number(),
  /** Whether an open inbox was given its time. */
  late: v.optional(v.boolean()),
})
export type TellPayload = v.InferOutput<typeof tellPayload>

/** Decides, some seconds after something was said, whose phones hear of it. */
export function tellHandler(deps: PhoneDeps): OutboxHandler {
  return defineHandler({
    kind: 'phone.tell',
    payload: tellPayload,
    handle: (row, payload) => decide(deps, row, payload),
  })
}

async function decide(
  deps: PhoneDeps,
  row: Row<'outbox'>,
  told: TellPayload,
): Promise<OutboxResult> {
  const { conversations, people, clock } = deps
  const conversationId = row.conversation_id ?? ''
  const conversation = await conversations.get(row.site_id, conversationId)
  if (conversation.contact.blocked) return { outcome: 'cancel', reason: 'blocked' }
  const now = clock()
  if (told.by === 'member') {
    const phones = await onPhones(deps, row.site_id, conversationId)
    return { outcome: 'done', next: phones.map((phone) => bubbleRow(phone, conversationId, now)) }
  }
  if (conversation.marks.membersRead >= told.seq) return { outcome: 'cancel', reason: 'read' }
  const phones = await people.hearing(conversation, row.site_id)
  if (phones.length === 0) return { outcome: 'cancel', reason: 'no phones' }
  if (!told.late && conversation.marks.membersDelivered >= told.seq) {
    const active = await findTellers(deps.db.read, [conversationId], now - ACTIVE)
    // Whoever has an inbox open sees and hears it there first.
    if (active.length === 0) return { outcome: 'done', next: [lateRow(row, told)] }
  }
  return { outcome: 'done', next: phones.map((phone) => bubbleRow(phone, conversationId, now)) }
}

/** Phones on which a conversation stands that is talked about now. */
async function onPhones(deps: PhoneDeps, siteId: string, conversationId: string) {
  const since = deps.clock() - ACTIVE
  const members = (await findTellers(deps.db.read, [conversationId], since)).map(
    ({ member_id }) => member_id,
  )
  const phones = await deps.phones(siteId)
  return phones.filter(({ member_id, state }) => state === 'on' && members.includes(member_id))
}

function lateRow(row: Row<'outbox'>, told: TellPayload): Row<'outbox'> {
  return outboxRow({
    siteId: row.site_id,
    ...(row.conversation_id && { conversationId: row.conversation_id }),
    ...(row.message_id && { messageId: row.message_id }),
    kind: 'phone.tell',
    lane: `${row.lane} late`,
    place: told.seq,
    payload: { ...told, late: true },
    now: row.created_at,
    dueAt: told.at + INBOX_FIRST,
  })
}
