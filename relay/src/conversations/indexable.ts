import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { findMessagesById } from './message.repository.ts'

/** Messages as they are inside an open transaction, for the search index. */
export function readMessages(tx: WriteTx, ids: string[]): Promise<Row<'messages'>[]> {
  return findMessagesById(tx.db, ids)
}
