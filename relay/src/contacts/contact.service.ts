import type { Contact, ContactChange } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { toContact } from '../conversations/conversation.view.ts'
import type { Database } from '../db/database.ts'
import { toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { findContacts, insertContact, updateContact } from './contact.repository.ts'

/** Adds a contact nothing is known of yet, inside an open transaction. Gives its id. */
export async function createContact(tx: WriteTx, siteId: string): Promise<string> {
  const id = nanoid()
  await insertContact(tx.db, {
    site_id: siteId,
    id,
    name: null,
    email: null,
    phone: null,
    note: null,
    external_id: null,
    verified_at: null,
    blocked_at: null,
    created_at: tx.now,
    rev: 1,
  })
  return id
}

/** Contacts as a transaction sees them. */
export async function findContactsIn(
  tx: WriteTx,
  siteId: string,
  ids: string[],
): Promise<Row<'contacts'>[]> {
  return [...(await findContacts(tx.db, siteId, ids)).values()]
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

/**
 * Notes what somebody says of themselves, inside an open transaction. These are labels: they open
 * nothing and join nothing (T01). What the shop proved of a customer stays as it is.
 */
export async function labelContact(
  tx: WriteTx,
  siteId: string,
  contactId: string,
  labels: { name?: string | undefined; email?: string; phone?: string },
): Promise<void> {
  const known = (await findContacts(tx.db, siteId, [contactId])).get(contactId)
  if (!known) return
  const proven = known.verified_at !== null
  const change = Object.entries(labels).filter(
    ([key, value]) =>
      value !== undefined && !(proven && known[key as keyof typeof labels] !== null),
  )
  if (change.length === 0) return
  await updateContact(tx.db, siteId, contactId, Object.fromEntries(change))
  tellContact(tx, siteId, contactId)
}

/** Lets members' screens know that a contact changed. */
export function tellContact(tx: WriteTx, siteId: string, contactId: string): void {
  tx.emit({ siteId, type: 'contact', data: toJson({ contactId }), at: tx.now })
}

/** People a shop can recognise, for its members. */
export interface ContactService {
  /** Rows of those of a site's contacts that exist, by id: for the views of other concepts. */
  rows(siteId: string, ids: string[]): Promise<Map<string, Row<'contacts'>>>
  /** @throws RelayError not_found */
  get(siteId: string, id: string): Promise<Contact>
  /**
   * What a member knows better: only what is named changes. An address the shop proved stays the
   * shop's. @throws RelayError not_found, forbidden
   */
  change(siteId: string, id: string, change: ContactChange): Promise<Contact>
}

export function createContactService(deps: { db: Database; writer: Writer }): ContactService {
  return {
    rows: (siteId, ids) => findContacts(deps.db.read, siteId, ids),
    async get(siteId, id) {
      const row = (await findContacts(deps.db.read, siteId, [id])).get(id)
      if (!row) throw notFound('This contact')
      return toContact(row)
    },
    change: (siteId, id, change) =>
      deps.writer.run(async (tx) => {
        const before = (await findContacts(tx.db, siteId, [id])).get(id)
        if (!before) throw notFound('This contact')
        refuseProven(before, change)
        const row = await updateContact(tx.db, siteId, id, named(change))
        tellContact(tx, siteId, id)
        return toContact(row ?? before)
      }),
  }
}

function refuseProven(before: Row<'contacts'>, { email }: ContactChange): void {
  if (before.verified_at === null || email === undefined || email === before.email) return
  throw new RelayError(
    'forbidden',
    'The shop itself says what this customer’s address is. Change it in the shop.',
  )
}

/** What is named, null where it is taken away. */
function named(change: ContactChange): Partial<Row<'contacts'>> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
