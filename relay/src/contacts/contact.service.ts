import { nanoid } from 'nanoid'
import type { WriteTx } from '../db/writer.ts'
import { insertContact, updateContact } from './contact.repository.ts'

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

/** Marks a contact as blocked since a moment, or as blocked no longer, inside an open transaction. */
export async function blockContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  at: number | null,
): Promise<void> {
  await updateContact(tx.db, siteId, contactId, { blocked_at: at })
}
