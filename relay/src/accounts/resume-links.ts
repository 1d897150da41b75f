import { RESUME_DAYS } from '@loods/protocol'
import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { findKnownLink, insertLink, markLinkUsed } from './link.repository.ts'

/** Milliseconds from its first use in which a link works again: the answer may have been lost. */
const REPEAT = 10 * 60_000

/**
 * Makes the code of one mail's way back into a thread, inside an open transaction.
 * @param subject what it opens
 * @returns the code, which is stored nowhere
 */
export async function mintResumeLink(tx: WriteTx, subject: string): Promise<string> {
  const code = mintSecret()
  await insertLink(tx.db, {
    token_hash: hashSecret(code),
    purpose: 'resume',
    subject,
    created_at: tx.now,
    expires_at: tx.now + RESUME_DAYS * 86_400_000,
    used_at: null,
  })
  return code
}

/**
 * Opens such a code. A mail may be forwarded: the code lets in whoever comes first, and nobody after.
 * @returns its subject
 * @throws RelayError link_used_or_expired
 */
export async function openResumeLink(tx: WriteTx, code: string): Promise<string> {
  const link = await findKnownLink(tx.db, 'resume', hashSecret(code))
  const usedUp = link?.used_at != null && tx.now - link.used_at > REPEAT
  if (!link || usedUp || link.expires_at <= tx.now) throw deadLink()
  if (link.used_at === null) await markLinkUsed(tx.db, link.token_hash, tx.now)
  return link.subject
}

/** The same words whatever is wrong with it. */
export function deadLink(): RelayError {
  return new RelayError(
    'link_used_or_expired',
    'This link was used or is too old. Open the chat on the shop’s own page, or the newest mail; nothing you wrote is lost.',
  )
}
