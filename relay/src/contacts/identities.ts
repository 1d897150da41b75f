import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { deleteContact } from './contact.repository.ts'
import { createContact, labelContact } from './contact.service.ts'
import {
  claimIdentity,
  findIdentity,
  type IdentityKey,
  moveIdentities,
  updateIdentity,
} from './identity.repository.ts'
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
 * @param at when that was so: a number may have been somebody else's before
 * @returns undefined for who has neither
 */
export async function contactOfIdentity(
  tx: WriteTx,
  siteId: string,
  keys: IdentityKeys,
  at: number,
): Promise<string | undefined> {
  const own = keysOf(keys)
  const found = await Promise.all(own.map((key) => findIdentity(tx.db, siteId, key)))
  const known = found.find((row) => row && isTheirs(row, at))?.contact_id
  if (known === undefined) return begin(tx, siteId, own)
  for (const [i, key] of own.entries()) if (!found[i]) await claim(tx, siteId, key, known)
  return known
}

/** The contact somebody is, where that is known; nobody is made. */
export async function knownContact(
  tx: WriteTx,
  siteId: string,
  keys: IdentityKeys,
  at: number,
): Promise<string | undefined> {
  for (const key of keysOf(keys)) {
    const row = await findIdentity(tx.db, siteId, key)
    if (row && isTheirs(row, at)) return row.contact_id
  }
  return undefined
}

function keysOf({ id, phone }: IdentityKeys): IdentityKey[] {
  return [id, phone].filter((key) => key !== undefined)
}

/** Networks give an id to nobody else, but a number that somebody left. */
function isTheirs({ kind, former_at }: Row<'identities'>, at: number): boolean {
  return kind !== 'phone' || former_at === null || at < former_at
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
  return (await findIdentity(tx.db, siteId, first))?.contact_id
}

/** Makes an identity a contact's if it is nobody's (any more). */
async function claim(
  tx: WriteTx,
  siteId: string,
  key: IdentityKey,
  contactId: string,
): Promise<boolean> {
  const theirs = { contact_id: contactId, created_at: tx.now, former_at: null }
  if (await claimIdentity(tx.db, { site_id: siteId, ...key, ...theirs })) return true
  const row = await findIdentity(tx.db, siteId, key)
  if (row?.kind !== 'phone' || row.former_at === null) return false
  await updateIdentity(tx.db, row, theirs)
  return true
}

/** Notes what else a known contact goes by; what is somebody's already stays theirs. */
export async function addIdentities(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  keys: IdentityKeys,
): Promise<void> {
  for (const key of keysOf(keys)) await claim(tx, siteId, key, contactId)
}

/**
 * Notes that a contact goes by something else from a moment on. What they went by before stays
 * known for what is told late.
 * @returns the contact that has a new name already, if it is another one
 */
export async function renameIdentity(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  change: { before: IdentityKeys; after: IdentityKeys; at: number },
): Promise<string | undefined> {
  const after = keysOf(change.after)
  const isKept = (key: IdentityKey) => after.some(({ value }) => value === key.value)
  for (const key of keysOf(change.before).filter((key) => !isKept(key))) {
    const row = await findIdentity(tx.db, siteId, key)
    if (row?.contact_id === contactId) await updateIdentity(tx.db, row, { former_at: change.at })
  }
  const rows = await Promise.all(after.map((key) => findIdentity(tx.db, siteId, key)))
  for (const key of after) await claim(tx, siteId, key, contactId)
  return rows.find((row) => row && row.contact_id !== contactId && row.former_at === null)
    ?.contact_id
}

/** Gives what one contact goes by on other networks to another, inside an open transaction. */
export function giveIdentities(
  tx: WriteTx,
  siteId: string,
  from: string,
  to: string,
): Promise<void> {
  return moveIdentities(tx.db, siteId, from, to)
}

/** Notes how somebody calls themselves, where nothing is known yet; members may know better. */
export async function introduceContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  labels: { name?: string | undefined; email?: string | undefined; phone?: string | undefined },
): Promise<void> {
  const known = await readContact(tx, siteId, contactId)
  const missing = {
    ...(known?.name === null && labels.name && { name: labels.name }),
    ...(known?.email === null && labels.email && { email: labels.email }),
    ...(known?.phone === null && labels.phone && { phone: labels.phone }),
  }
  if (Object.keys(missing).length > 0) await labelContact(tx, siteId, contactId, missing)
}
