import * as v from 'valibot'
import { findReach, freely, reachKey } from '../channels/sending/reach.ts'
import { sendRow } from '../channels/sending/send-row.ts'
import { changeMessage, storedMessage } from '../conversations/change-message.ts'
import type { ConversationService } from '../conversations/conversation.service.ts'
import type { Database } from '../db/database.ts'
import { toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import { outboxRow } from '../outbox/outbox-row.ts'
import type { ReplyMailPayload } from './reply-mail.handler.ts'

/** A reply that may have to follow its shopper to where they took the chat before; else by mail, if they left an address. */
const payload = v.object({
  seq: v.number(),
  channel: v.picklist(['whatsapp', 'messenger']),
  to: v.optional(v.string()),
})
export type ReplyChannelPayload = v.InferOutput<typeof payload>

export interface ReplyChannelDeps {
  db: Database
  clock: () => number
  conversations: Pick<ConversationService, 'row'>
}

/** Sends a member's reply over the shopper's other channel when they left the page without seeing it. */
export function replyChannelHandler(deps: ReplyChannelDeps): OutboxHandler {
  return defineHandler({
    kind: 'reply.channel',
    payload,
    handle: (row, reply) => follow(deps, row, reply),
  })
}

async function follow(
  deps: ReplyChannelDeps,
  row: Row<'outbox'>,
  reply: ReplyChannelPayload,
): Promise<OutboxResult> {
  const conversation = await deps.conversations.row(row.site_id, row.conversation_id ?? '')
  if (conversation.visitor_delivered >= reply.seq)
    return { outcome: 'cancel', reason: 'received on the page' }
  if (conversation.blocked_at !== null) return { outcome: 'cancel', reason: 'blocked' }
  const message = await storedMessage(deps.db.read, row.message_id ?? '')
  if (message?.withdrawn_at !== null || message.delivery !== null)
    return { outcome: 'cancel', reason: 'nothing left to say' }
  const reach = (await findReach(deps.db.read, [conversation.id])).get(
    reachKey(conversation.id, reply.channel),
  )
  const now = deps.clock()
  if (!reach || freely(reach, now) === 'closed') return byMail(row, reply, now)
  const delivery = toJson({ state: 'queued' })
  return {
    outcome: 'done',
    next: [sendRow(message, now)],
    async record(tx) {
      const still = await storedMessage(tx.db, message.id)
      if (still) await changeMessage(tx, still, { channel: reply.channel, delivery })
    },
  }
}

/** The channel takes no free answer any more. */
function byMail(row: Row<'outbox'>, { seq, to }: ReplyChannelPayload, now: number): OutboxResult {
  if (to === undefined) return { outcome: 'cancel', reason: 'window closed, and no address' }
  const mail = outboxRow({
    siteId: row.site_id,
    conversationId: row.conversation_id ?? '',
    messageId: row.message_id ?? '',
    kind: 'reply.mail',
    lane: `reply.mail ${row.conversation_id}`,
    place: seq,
    payload: { seq, to } satisfies ReplyMailPayload,
    now,
  })
  return { outcome: 'done', next: [mail] }
}
