import type { Language } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { findAccountByEmail, insertAccount } from './account.repository.ts'

export interface NewAccount {
  email: string
  name: string
  /** Null for who comes in by a shop's admin panel only. */
  passwordHash: string | null
  language: Language
}

/**
 * Adds an account inside an open transaction. Its caller has proof that the address is the person's
 * (a link that reached it, or the operator's own): nobody claims another's address beforehand (T15).
 * @returns its id
 * @throws RelayError already_exists
 */
export async function createAccount(tx: WriteTx, account: NewAccount): Promise<string> {
  const { passwordHash } = account
  if (passwordHash !== null && (await findAccountByEmail(tx.db, account.email))) throw taken()
  const id = nanoid()
  await insertAccount(tx.db, {
    id,
    email: account.email,
    name: account.name,
    password_hash: passwordHash,
    language: account.language,
    settings: '{}',
    created_at: tx.now,
  })
  return id
}

export function taken(): RelayError {
  return new RelayError(
    'already_exists',
    'There is an account with this address already. Sign in with it, or use another address.',
    { field: 'email' },
  )
}
