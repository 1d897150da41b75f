import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { deleteContact, findContacts, findCustomer, updateContact } from './contact.repository.ts'
import { createContact, tellContact } from './contact.service.ts'
import type { Customer } from './customer-token.ts'

/** A contact as it is inside an open transaction. */
export async function readContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
): Promise<Row<'contacts'> | undefined> {
  return (await findContacts(tx.db, siteId, [contactId])).get(contactId)
}

/** The contact a customer already is at this site. */
export function knownCustomer(
  tx: WriteTx,
  siteId: string,
  customer: Customer,
): Promise<Row<'contacts'> | undefined> {
  return findCustomer(tx.db, siteId, customer.externalId)
}

/** Id of the contact a customer already is at this site. */
export async function contactOfCustomer(
  tx: WriteTx,
  siteId: string,
  externalId: string,
): Promise<string | undefined> {
  return (await findCustomer(tx.db, siteId, externalId))?.id
}

/** Adds a contact that is this customer. Gives its id. */
export async function createCustomer(
  tx: WriteTx,
  siteId: string,
  customer: Customer,
): Promise<string> {
  const id = await createContact(tx, siteId)
  await verifyContact(tx, siteId, id, customer)
  return id
}

/** Notes what the shop proved of a contact. */
export async function verifyContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  { externalId, name, email }: Customer,
): Promise<void> {
  await updateContact(tx.db, siteId, contactId, {
    external_id: externalId,
    verified_at: tx.now,
    ...(name && { name }),
    ...(email && { email }),
  })
  tellContact(tx, siteId, contactId)
}

/** Removes a contact that turned out to be another one, which takes over what members wrote about it. */
export async function mergeContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  into: Row<'contacts'>,
): Promise<void> {
  const { note } = (await readContact(tx, siteId, contactId)) ?? { note: null }
  await deleteContact(tx.db, siteId, contactId)
  if (note === null) return
  const both = into.note === null ? note : `${into.note}\n${note}`
  await updateContact(tx.db, siteId, into.id, { note: both })
}
