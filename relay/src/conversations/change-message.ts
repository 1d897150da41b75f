import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { nextCev } from './conversation.repository.ts'
import { findMessages, findMessagesById, updateMessage } from './message.repository.ts'

/** A message as it is stored; undefined once it is gone. */
export async function storedMessage(
  db: Kysely<Schema>,
  id: string,
): Promise<Row<'messages'> | undefined> {
  return (await findMessagesById(db, [id]))[0]
}

/** The message at a place of a thread. */
export async function messageAt(
  db: Kysely<Schema>,
  conversationId: string,
  seq: number,
): Promise<Row<'messages'> | undefined> {
  const page = { before: seq + 1, limit: 1, audience: 'members' as const }
  const [row] = await findMessages(db, conversationId, page)
  return row?.seq === seq ? row : undefined
}

/** Changes a stored message and tells whoever reads its thread, inside an open transaction. */
export async function changeMessage(
  tx: WriteTx,
  before: Row<'messages'>,
  change: Partial<Row<'messages'>>,
): Promise<Row<'messages'>> {
  const after = (await updateMessage(tx.db, before.id, change)) as Row<'messages'>
  const conversationId = before.conversation_id
  const cev = before.audience === 'all' ? { cev: await nextCev(tx.db, conversationId) } : {}
  tx.emit({
    siteId: before.site_id,
    conversationId,
    ...cev,
    type: 'message_changed',
    messageId: before.id,
    at: tx.now,
  })
  return after
}
