import type { WriteTx } from '../db/writer.ts'
import { deleteTagEverywhere } from './conversation.repository.ts'

/** Takes a tag off every conversation of a site, inside an open transaction. */
export function removeTagEverywhere(tx: WriteTx, siteId: string, tagId: string): Promise<void> {
  return deleteTagEverywhere(tx.db, siteId, tagId)
}
