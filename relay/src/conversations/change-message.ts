import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { nextCev } from './conversation.repository.ts'
import { findMessagesById, updateMessage } from './message.repository.ts'

/** A message as it stands inside an open transaction; undefined once it is gone. */
export async function messageNow(tx: WriteTx, id: string): Promise<Row<'messages'> | undefined> {
  return (await findMessagesById(tx.db, [id]))[0]
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
