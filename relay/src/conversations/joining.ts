import type { WriteTx } from '../db/writer.ts'
import type { OutboxPlanner } from './append.ts'
import {
  deleteEmptyConversation,
  findConversation,
  findNewestThread,
  moveConversations,
} from './conversation.repository.ts'
import { appendLines } from './line.ts'

/** The conversation a contact had last on our own pages; undefined when it has said nothing yet. */
export async function newestThread(
  tx: WriteTx,
  siteId: string,
  contactId: string,
): Promise<string | undefined> {
  return (await findNewestThread(tx.db, siteId, contactId))?.id
}

/** Whether nobody has said anything in a conversation. */
export async function isEmpty(tx: WriteTx, siteId: string, id: string): Promise<boolean> {
  return ((await findConversation(tx.db, siteId, id))?.last_seq ?? 0) === 0
}

/** Makes all conversations of one contact another's; a contact that is blocked stays so in them. */
export async function joinConversations(
  tx: WriteTx,
  siteId: string,
  from: string,
  to: { id: string; blocked_at: number | null },
): Promise<void> {
  const target = { contactId: to.id, blockedAt: to.blocked_at }
  for (const row of await moveConversations(tx.db, siteId, from, target)) {
    if (row.last_seq === 0) continue
    tx.emit({ siteId, conversationId: row.id, type: 'conversation', at: tx.now })
  }
}

/** Says in a thread that the shop proved who its shopper is; a thread nobody began stays unseen. */
export async function sayVerified(
  tx: WriteTx,
  where: { siteId: string; conversationId: string },
  name: string | undefined,
  plan: OutboxPlanner,
): Promise<void> {
  if (await isEmpty(tx, where.siteId, where.conversationId)) return
  const data = name === undefined ? {} : { name }
  await appendLines(tx, where, [{ code: 'verified', audience: 'members', data }], plan)
  tx.emit({ ...where, type: 'conversation', at: tx.now })
}

/** Removes a conversation its only browser has left without a word. */
export function dropEmpty(tx: WriteTx, siteId: string, id: string): Promise<void> {
  return deleteEmptyConversation(tx.db, siteId, id)
}
