import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { findConversation, updateConversation } from './conversation.repository.ts'
import { findMessagesById } from './message.repository.ts'

/** A conversation as it is inside an open transaction. */
export function readConversation(
  tx: WriteTx,
  siteId: string,
  id: string,
): Promise<Row<'conversations'> | undefined> {
  return findConversation(tx.db, siteId, id)
}

/** Lets replies of a conversation go over a channel from now on, inside an open transaction. */
export async function replyOver(
  tx: WriteTx,
  conversation: Row<'conversations'>,
  channel: 'whatsapp' | 'messenger',
): Promise<void> {
  const { site_id, id } = conversation
  if (conversation.channel === channel && conversation.reply_channel === channel) return
  await updateConversation(tx.db, site_id, id, { channel, reply_channel: channel })
}

/** Ends a conversation that goes on in another one, inside an open transaction; one on our own page stays. */
export async function closeQuietly(tx: WriteTx, siteId: string, id: string): Promise<void> {
  const row = await findConversation(tx.db, siteId, id)
  if (!row || row.status === 'closed' || row.channel === 'web') return
  const closed = { status: 'closed', closed_at: tx.now, snoozed_until: null, waiting_since: null }
  await updateConversation(tx.db, siteId, id, closed)
  tellMembersOf(tx, siteId, id)
}

/** Counts what came from before a channel was connected as read, where nothing newer is unread. */
export async function markPastRead(
  tx: WriteTx,
  siteId: string,
  id: string,
  seq: number,
): Promise<void> {
  const row = await findConversation(tx.db, siteId, id)
  if (row?.unread !== 0) return
  await updateConversation(tx.db, siteId, id, {
    members_delivered: Math.max(row.members_delivered, seq),
    members_read: Math.max(row.members_read, seq),
  })
}

/** Lets members' screens know that a conversation is not what it was. */
export function tellMembersOf(tx: WriteTx, siteId: string, conversationId: string): void {
  tx.emit({ siteId, conversationId, type: 'conversation', at: tx.now })
}

/** Place of a message in its thread, inside an open transaction. */
export async function seqOf(tx: WriteTx, id: string): Promise<number | undefined> {
  return (await findMessagesById(tx.db, [id]))[0]?.seq
}
