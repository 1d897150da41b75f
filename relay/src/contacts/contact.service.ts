import { nanoid } from 'nanoid'
import type { WriteTx } from '../db/writer.ts'
import { insertContact } from './contact.repository.ts'

/** Adds a contact nothing is known of yet, inside an open transaction. Gives its id. */
export async function createContact(tx: WriteTx, siteId: string): Promise<string> {
  const id = nanoid()
  await insertContact(tx.db, {
    site_id: siteId,
    id,
    name: null,
    email: null,
    phone: null,
    external_id: null,
    verified_at: null,
    blocked_at: null,
    created_at: tx.now,
    rev: 1,
  })
  return id
}
