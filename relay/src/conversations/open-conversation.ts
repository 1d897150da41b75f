import type { Channel, VisitorContext } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { toJson } from '../db/json.ts'
import type { WriteTx } from '../db/writer.ts'
import { insertConversation } from './conversation.repository.ts'
import { addPage } from './conversation-context.ts'

/**
 * Adds an empty conversation inside an open transaction. Members see it with its first message.
 * @returns its id
 */
export async function openConversation(
  tx: WriteTx,
  options: { siteId: string; contactId: string; channel: Channel; context: VisitorContext },
): Promise<string> {
  const id = nanoid()
  const page = options.context.page && { ...options.context.page, at: tx.now }
  await insertConversation(tx.db, {
    site_id: options.siteId,
    id,
    contact_id: options.contactId,
    channel: options.channel,
    status: 'open',
    snoozed_until: null,
    assignee_id: null,
    last_seq: 0,
    last_cev: 0,
    last_message_at: tx.now,
    waiting_since: null,
    unread: 0,
    visitor_delivered: 0,
    visitor_read: 0,
    members_delivered: 0,
    members_read: 0,
    blocked_at: null,
    context: toJson({ ...options.context, ...(page && { page, firstPage: page }) }),
    reply_email: null,
    reply_channel: null,
    created_at: tx.now,
    closed_at: null,
    rev: 1,
  })
  if (page) await addPage(tx, { siteId: options.siteId, conversationId: id }, page)
  return id
}
