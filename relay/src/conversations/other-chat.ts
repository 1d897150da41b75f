import type { WriteTx } from '../db/writer.ts'
import type { OutboxPlanner } from './append.ts'
import { findConversation } from './conversation.repository.ts'
import { appendLines } from './line.ts'

interface Place {
  siteId: string
  conversationId: string
}

/**
 * Says to members, in both, that two conversations of a shop were about one cart. Whoever has the cart can
 * say so: it joins nothing, and opens neither to the shopper of the other.
 */
export async function tellOtherChat(
  tx: WriteTx,
  where: Place,
  otherId: string,
  plan: OutboxPlanner,
): Promise<void> {
  const other = await findConversation(tx.db, where.siteId, otherId)
  if (!other || otherId === where.conversationId) return
  await point(tx, where, otherId, plan)
  await point(tx, { ...where, conversationId: otherId }, where.conversationId, plan)
}

async function point(tx: WriteTx, from: Place, conversationId: string, plan: OutboxPlanner) {
  const data = { conversationId }
  const cid = `other-chat-${conversationId}`
  await appendLines(tx, from, [{ code: 'other_chat', audience: 'members', data, cid }], plan)
}
