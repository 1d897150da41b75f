import type { WriteTx } from '../db/writer.ts'
import { updateConversation } from './conversation.repository.ts'

/** Says where replies of this conversation go once its shopper has gone, inside an open transaction. */
export async function setReplyEmail(
  tx: WriteTx,
  siteId: string,
  conversationId: string,
  email: string,
): Promise<void> {
  await updateConversation(tx.db, siteId, conversationId, { reply_email: email })
}

/** An address as its owner recognises it and nobody else learns it: n…r@lamp.example. */
export function maskEmail(email: string): string {
  const [name = '', host = ''] = email.split('@')
  const last = name.length > 2 ? name.slice(-1) : ''
  return `${name.slice(0, 1)}…${last}@${host}`
}

/** A number as its owner recognises it: its last two digits. */
export function maskPhone(phone: string): string {
  return `…${phone.replaceAll(/\D/g, '').slice(-2)}`
}
