import type { WriteTx } from '../db/writer.ts'
import { findConversation } from './conversation.repository.ts'

/** Whose conversation this is now; undefined when it is gone. Joined customers change contacts. */
export async function contactOf(
  tx: WriteTx,
  siteId: string,
  conversationId: string,
): Promise<string | undefined> {
  return (await findConversation(tx.db, siteId, conversationId))?.contact_id
}

/** What a conversation is answered over now; undefined when it is gone. */
export async function channelOf(
  tx: WriteTx,
  siteId: string,
  conversationId: string,
): Promise<string | undefined> {
  return (await findConversation(tx.db, siteId, conversationId))?.channel
}
