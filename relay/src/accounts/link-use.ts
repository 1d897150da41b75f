import { RESUME_DAYS } from '@loods/protocol'
import type { WriteTx } from '../db/writer.ts'
import { keepFirstUse } from './link.repository.ts'

/**
 * When a signed link was used first, counting this use, inside an open transaction.
 * @param tokenHash what is kept of the link
 * @returns milliseconds, UTC
 */
export async function firstUse(
  tx: WriteTx,
  purpose: string,
  tokenHash: string,
  subject: string,
): Promise<number> {
  return keepFirstUse(tx.db, {
    token_hash: tokenHash,
    purpose,
    subject,
    created_at: tx.now,
    expires_at: tx.now + RESUME_DAYS * 86_400_000,
    used_at: tx.now,
  })
}
