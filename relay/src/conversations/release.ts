import type { WriteTx } from '../db/writer.ts'
import { nextCev } from './conversation.repository.ts'

/**
 * Takes a member who leaves off every conversation, inside an open transaction. Screens hear of
 * those that are not closed; shoppers no longer see the name.
 */
export async function releaseConversations(
  tx: WriteTx,
  siteId: string,
  memberId: string,
): Promise<void> {
  const released = await tx.db
    .updateTable('conversations')
    .set((eb) => ({ assignee_id: null, rev: eb('rev', '+', 1) }))
    .where('site_id', '=', siteId)
    .where('assignee_id', '=', memberId)
    .returning(['id', 'status'])
    .execute()
  for (const { id, status } of released) {
    if (status === 'closed') continue
    const cev = await nextCev(tx.db, id)
    tx.emit({ siteId, conversationId: id, cev, type: 'conversation', at: tx.now })
  }
}
