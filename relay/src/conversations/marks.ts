import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { findConversation, nextCev, updateConversation } from './conversation.repository.ts'
import { countVisitorTexts } from './message.repository.ts'

/**
 * Raises how far one side has received or read, inside an open transaction; lower numbers change nothing.
 * @returns the conversation before; undefined where nothing rose
 */
export async function markSeen(
  tx: WriteTx,
  siteId: string,
  conversationId: string,
  side: 'visitor' | 'members',
  seen: { delivered?: number | undefined; read?: number | undefined },
): Promise<Row<'conversations'> | undefined> {
  const row = await findConversation(tx.db, siteId, conversationId)
  if (!row) throw notFound('This conversation')
  const change = raised(row, side, seen)
  if (!change) return undefined
  if (change.members_read !== undefined) {
    change.unread = await countVisitorTexts(tx.db, conversationId, change.members_read)
  }
  await updateConversation(tx.db, siteId, conversationId, change)
  const cev = await nextCev(tx.db, conversationId)
  tx.emit({ siteId, conversationId, cev, type: 'marks', at: tx.now })
  return row
}

/** The marks that rise; undefined when none does. Nothing can be read before it is there. */
function raised(
  row: Row<'conversations'>,
  side: 'visitor' | 'members',
  seen: { delivered?: number | undefined; read?: number | undefined },
): Partial<Row<'conversations'>> | undefined {
  const read = Math.min(seen.read ?? 0, row.last_seq)
  const delivered = Math.max(Math.min(seen.delivered ?? 0, row.last_seq), read)
  const readColumn = `${side}_read` as const
  const deliveredColumn = `${side}_delivered` as const
  const change: Partial<Row<'conversations'>> = {}
  if (read > row[readColumn]) change[readColumn] = read
  if (delivered > row[deliveredColumn]) change[deliveredColumn] = delivered
  return Object.keys(change).length > 0 ? change : undefined
}
