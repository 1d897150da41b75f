import * as v from 'valibot'
import type { ConversationService } from '../conversations/conversation.service.ts'
import { shopperLanguage } from '../conversations/shopper-language.ts'
import type { Row } from '../db/schema.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../outbox/handler.ts'
import type { OutboxLookup } from '../outbox/outbox.service.ts'
import { type OutboxState, outboxRow } from '../outbox/outbox-row.ts'
import type { Site } from '../sites/site.service.ts'
import { mailReportRow } from './mail-report.handler.ts'

/** A reply that may have to follow its shopper: where to was fixed when it was written (T73). */
const payload = v.object({ seq: v.number(), to: v.string() })
export type ReplyMailPayload = v.InferOutput<typeof payload>

const UNDER_WAY: OutboxState[] = ['pending', 'retry', 'leased']

export interface ReplyMailDeps {
  conversations: ConversationService
  clock: () => number
  site(siteId: string): Promise<Site>
  /** Whether mails leave at all (SMTP_URL). */
  mailsLeave: boolean
  rows: OutboxLookup
}

/** Mails a member's replies to a shopper who has gone and left an address; several make one mail. */
export function replyMailHandler(deps: ReplyMailDeps): OutboxHandler {
  return defineHandler({
    kind: 'reply.mail',
    payload,
    handle: (row, reply) => follow(deps, row, reply),
  })
}

async function follow(
  deps: ReplyMailDeps,
  row: Row<'outbox'>,
  reply: ReplyMailPayload,
): Promise<OutboxResult> {
  const conversation = await deps.conversations.row(row.site_id, row.conversation_id ?? '')
  if (conversation.visitor_delivered >= reply.seq) {
    return { outcome: 'cancel', reason: 'received on the page' }
  }
  if (conversation.blocked_at !== null) return { outcome: 'cancel', reason: 'blocked' }
  const waiting = await deps.rows.highestPlace(conversation.id, 'reply.mail', UNDER_WAY)
  if (waiting > reply.seq) return { outcome: 'cancel', reason: 'goes with the next reply' }
  if (!deps.mailsLeave) return { outcome: 'dead', reason: 'no mail server' }
  const mailed = await deps.rows.highestPlace(conversation.id, 'mail.reply', [...UNDER_WAY, 'sent'])
  const from = Math.max(conversation.visitor_delivered, mailed)
  if (from >= reply.seq) return { outcome: 'cancel', reason: 'mailed already' }
  const messageIds = await repliesSince(deps, conversation, from, reply.seq)
  if (messageIds.length === 0) return { outcome: 'cancel', reason: 'nothing left to say' }
  const now = deps.clock()
  const mail = outboxRow({
    siteId: row.site_id,
    conversationId: conversation.id,
    ...(row.message_id && { messageId: row.message_id }),
    kind: 'mail.reply',
    lane: `mail.reply ${conversation.id}`,
    place: reply.seq,
    payload: {
      to: reply.to,
      language: shopperLanguage(conversation, await deps.site(row.site_id)),
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      messageIds,
    },
    now,
  })
  const told = { about: 'reply' as const, rowId: mail.id, through: reply.seq, to: reply.to }
  return { outcome: 'done', next: [mail, mailReportRow(row, told, now)] }
}

/** Members' replies in a stretch of the thread, oldest first, withdrawn ones left out. */
async function repliesSince(
  { conversations }: ReplyMailDeps,
  conversation: Row<'conversations'>,
  from: number,
  through: number,
): Promise<string[]> {
  const { messages } = await conversations.history(conversation.site_id, conversation.id, {
    before: through + 1,
    limit: Math.min(50, through - from),
    audience: 'all',
  })
  return messages
    .filter(({ seq, kind, author }) => seq > from && kind === 'text' && author.kind === 'member')
    .filter(({ withdrawnAt }) => withdrawnAt === undefined)
    .map(({ id }) => id)
}
