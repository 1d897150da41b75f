import type { WriteTx } from '../db/writer.ts'
import { deleteContact } from './contact.repository.ts'
import { createContact, labelContact } from './contact.service.ts'
import { claimIdentity, findIdentity, type IdentityKey } from './identity.repository.ts'
import { readContact } from './verified-contact.ts'

/** What a network tells of who somebody is: its own id of them, their number, or both. */
export interface IdentityKeys {
  id?: IdentityKey
  phone?: IdentityKey
}

/**
 * The contact somebody on another network is, inside an open transaction: by the network's own id,
 * else by number, else a new one. What was not known of them is theirs from then on. Where the id
 * is one contact's and the number another's, the id decides and nothing is changed.
 * @returns undefined for who has neither
 */
export async function contactOfIdentity(
  tx: WriteTx,
  siteId: string,
  keys: IdentityKeys,
): Promise<string | undefined> {
  const own = [keys.id, keys.phone].filter((key) => key !== undefined)
  const found = await Promise.all(own.map((key) => findIdentity(tx.db, siteId, key)))
  const known = found.find((contactId) => contactId !== undefined)
  if (known === undefined) return begin(tx, siteId, own)
  const unknown = own.filter((_, i) => found[i] === undefined)
  for (const key of unknown) await claim(tx, siteId, key, known)
  return known
}

/** Somebody new. If another process was just told of the same person, its contact is theirs. */
async function begin(
  tx: WriteTx,
  siteId: string,
  [first, ...others]: IdentityKey[],
): Promise<string | undefined> {
  if (!first) return undefined
  const contactId = await createContact(tx, siteId)
  if (await claim(tx, siteId, first, contactId)) {
    for (const key of others) await claim(tx, siteId, key, contactId)
    return contactId
  }
  await deleteContact(tx.db, siteId, contactId)
  return findIdentity(tx.db, siteId, first)
}

function claim(tx: WriteTx, siteId: string, key: IdentityKey, contactId: string): Promise<boolean> {
  const row = { site_id: siteId, ...key, contact_id: contactId, created_at: tx.now }
  return claimIdentity(tx.db, row)
}

/** Notes how somebody calls themselves, where nothing is known yet; members may know better. */
export async function introduceContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  labels: { name?: string | undefined; phone?: string | undefined },
): Promise<void> {
  const known = await readContact(tx, siteId, contactId)
  const missing = {
    ...(known?.name === null && labels.name && { name: labels.name }),
    ...(known?.phone === null && labels.phone && { phone: labels.phone }),
  }
  if (Object.keys(missing).length > 0) await labelContact(tx, siteId, contactId, missing)
}
