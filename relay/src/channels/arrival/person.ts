import { addIdentities, type IdentityKeys, knownContact } from '../../contacts/identities.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { ChannelAccount } from '../account.ts'
import { findThread, updateThread } from '../thread.repository.ts'
import type { Person } from '../update.ts'

/** Characters of a contact's name. */
const MAX_NAME = 80

/** What somebody goes by. A PSID is a page's own name for a person, so the page is part of it. */
export function identityKeys(to: ChannelAccount, { id, phone }: Person): IdentityKeys {
  return {
    ...(id !== undefined && { id: idKey(to, id) }),
    ...(phone !== undefined && { phone: { kind: 'phone' as const, value: phone } }),
  }
}

function idKey(to: ChannelAccount, id: string): NonNullable<IdentityKeys['id']> {
  return to.kind === 'whatsapp'
    ? { kind: 'bsuid', value: id }
    : { kind: 'psid', value: `${to.externalId} ${id}` }
}

/** The contact somebody is, where that is known. */
export function knownPerson(
  tx: WriteTx,
  to: ChannelAccount,
  person: Person,
  at: number,
): Promise<string | undefined> {
  return knownContact(tx, to.siteId, identityKeys(to, person), at)
}

/**
 * Keeps what the network told of whom a message went to: its own id of them, and the number it made of
 * the one that was dialled (52 1 for 52 in Mexico), so that they are known when they write.
 */
export async function noteReached(
  tx: WriteTx,
  to: ChannelAccount,
  dialled: Person,
  told: Person | undefined,
): Promise<void> {
  if (!told || (isSame(told.id, dialled.id) && isSame(told.phone, dialled.phone))) return
  const contactId = await knownPerson(tx, to, dialled, tx.now)
  if (contactId === undefined) return
  await addIdentities(tx, to.siteId, contactId, identityKeys(to, told))
  const thread = await findThread(tx.db, to.id, contactId)
  if (told.id === undefined || thread?.person_id !== null) return
  await updateThread(tx.db, to.id, contactId, { person_id: told.id })
}

function isSame(told: string | undefined, known: string | undefined): boolean {
  return told === undefined || told === known
}

/** How somebody is called in the inbox, as far as the network tells. */
export function labelsOf({ name, username, phone }: Person): { name?: string; phone?: string } {
  const called = oneLine(name ?? '') || oneLine(username ?? '')
  return { ...(called && { name: called }), ...(phone !== undefined && { phone: `+${phone}` }) }
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .toWellFormed()
}
