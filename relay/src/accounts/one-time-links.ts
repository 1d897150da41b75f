import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { deleteOldLinks, findLink, insertLink, revokeLinks, useLink } from './link.repository.ts'

const HOUR = 3_600_000

/** Milliseconds a code on a screen may be scanned. */
export const PHONE_LINK_LIFE = HOUR / 6

/** Milliseconds a link that is over is kept, so that it is known to have been one. */
const KEEP_OLD = 7 * 24 * HOUR

/** What a link is good for, and how long. One made for one purpose opens nothing else. */
const LIFETIME = {
  'set-up': 7 * 24 * HOUR,
  'sign-up': 24 * HOUR,
  reset: HOUR,
  email: 24 * HOUR,
  phone: PHONE_LINK_LIFE,
} as const
export type LinkPurpose = keyof typeof LIFETIME

/** What a person who holds a dead link can do. */
const WAY_OUT: Record<LinkPurpose, string> = {
  'set-up': 'Restart the relay: it prints a new one while nobody owns it.',
  'sign-up': 'Ask for a new one.',
  reset: 'Ask for a new one.',
  email: 'Sign in and change the address again.',
  phone: 'Show a new code in your shop’s admin panel and scan that.',
}

/**
 * Makes a link that works once, and takes back earlier ones for the same subject.
 * @param subject whom or what it is for
 * @returns its secret, which is stored nowhere
 */
export async function mintLink(
  tx: WriteTx,
  purpose: LinkPurpose,
  subject: string,
): Promise<string> {
  const secret = mintSecret()
  await revokeLinks(tx.db, purpose, subject)
  await deleteOldLinks(tx.db, tx.now - KEEP_OLD)
  await insertLink(tx.db, {
    token_hash: hashSecret(secret),
    purpose,
    subject,
    created_at: tx.now,
    expires_at: tx.now + LIFETIME[purpose],
    used_at: null,
  })
  return secret
}

/**
 * Uses a link up inside an open transaction; if that is rolled back the link still works.
 * @returns its subject
 * @throws RelayError link_used_or_expired
 */
export async function redeemLink(
  tx: WriteTx,
  purpose: LinkPurpose,
  secret: string,
): Promise<string> {
  const link = await useLink(tx.db, purpose, hashSecret(secret), tx.now)
  if (!link) throw deadLink(purpose)
  return link.subject
}

/**
 * The subject of a link that would work now, without using it up.
 * @throws RelayError link_used_or_expired
 */
export async function readLink(
  db: Database,
  purpose: LinkPurpose,
  secret: string,
  now: number,
): Promise<string> {
  const link = await findLink(db.read, purpose, hashSecret(secret), now)
  if (!link) throw deadLink(purpose)
  return link.subject
}

function deadLink(purpose: LinkPurpose): RelayError {
  return new RelayError(
    'link_used_or_expired',
    `This link was used or is too old. ${WAY_OUT[purpose]}`,
  )
}
