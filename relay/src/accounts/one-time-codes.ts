import { hashSecret } from '../crypto/secrets.ts'
import { mintVisibleCode } from '../crypto/visible-code.ts'
import type { WriteTx } from '../db/writer.ts'
import { deleteOldLinks, insertLink, revokeLinks, useLink } from './link.repository.ts'

/** Milliseconds a code may stand on a screen before it is sent. */
export const CODE_LIFE = 30 * 60_000
/** Milliseconds a code that is over is kept. */
const KEEP_OLD = 7 * 86_400_000

/** What a code in a message proves: whose phone it is, or whose conversation goes on there. */
export type CodePurpose = 'phone-pairing' | 'handover'

/**
 * Makes a code that works once, and takes back earlier ones for the same subject.
 * @returns the code, which is stored nowhere
 */
export async function mintCode(
  tx: WriteTx,
  purpose: CodePurpose,
  subject: string,
): Promise<string> {
  const code = mintVisibleCode()
  await revokeLinks(tx.db, purpose, subject)
  await deleteOldLinks(tx.db, tx.now - KEEP_OLD)
  await insertLink(tx.db, {
    token_hash: hashSecret(`${purpose} ${code}`),
    purpose,
    subject,
    created_at: tx.now,
    expires_at: tx.now + CODE_LIFE,
    used_at: null,
  })
  return code
}

/**
 * Uses a code up inside an open transaction.
 * @returns its subject; undefined when it is unknown, used or over
 */
export async function redeemCode(
  tx: WriteTx,
  purpose: CodePurpose,
  code: string,
): Promise<string | undefined> {
  return (await useLink(tx.db, purpose, hashSecret(`${purpose} ${code}`), tx.now))?.subject
}
