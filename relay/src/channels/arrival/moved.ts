import { labelContact } from '../../contacts/contact.service.ts'
import { contactOfIdentity, renameIdentity } from '../../contacts/identities.ts'
import type { WriteTx } from '../../db/writer.ts'
import type { ChannelAccount } from '../account.ts'
import { joinContacts } from '../join-contacts.ts'
import { findThread, updateThread } from '../thread.repository.ts'
import type { ChannelUpdate } from '../update.ts'
import { identityKeys, knownPerson, labelsOf } from './person.ts'

/** The same person by another number or id. Who is not known yet will be by the new one. */
export async function takeMove(
  tx: WriteTx,
  to: ChannelAccount,
  { person, before, at }: Extract<ChannelUpdate, { type: 'moved' }>,
): Promise<void> {
  const contactId = await knownPerson(tx, to, before, at)
  if (contactId === undefined) return
  const keys = { before: identityKeys(to, before), after: identityKeys(to, person) }
  const other = await renameIdentity(tx, to.siteId, contactId, { ...keys, at })
  const joined =
    other === undefined ? contactId : await joinContacts(tx, to.siteId, other, contactId)
  const thread = await findThread(tx.db, to.id, joined ?? contactId)
  // What was written since then tells better where they are.
  if (!thread || (thread.last_inbound_at ?? 0) > at) return
  await updateThread(tx.db, to.id, thread.contact_id, {
    phone: person.phone ?? thread.phone,
    // With another number the network gives another id.
    person_id: person.id ?? (person.phone === undefined ? thread.person_id : null),
  })
}

/** How the shop itself calls somebody. Nothing is said yet, so there is no conversation. */
export async function takeAddress(
  tx: WriteTx,
  to: ChannelAccount,
  { person }: Extract<ChannelUpdate, { type: 'contact' }>,
): Promise<void> {
  const contactId = await contactOfIdentity(tx, to.siteId, identityKeys(to, person), tx.now)
  if (contactId) await labelContact(tx, to.siteId, contactId, labelsOf(person))
}
