import { type Kysely, sql } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** Contacts a shop's own id of a customer, or an order of theirs, belongs to. */
export async function findContactsOfCustomer(
  db: Db,
  siteId: string,
  { externalId, orders }: { externalId: string | undefined; orders: readonly string[] },
): Promise<Row<'contacts'>[]> {
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('external_id', '=', externalId ?? ''),
        exists(
          selectFrom('orders')
            .select('orders.reference')
            .whereRef('orders.contact_id', '=', 'contacts.id')
            .whereRef('orders.site_id', '=', 'contacts.site_id')
            .where('orders.reference', 'in', orders.length > 0 ? orders : ['']),
        ),
      ]),
    )
    .orderBy('id')
    .execute()
}

/** Contacts nobody knows more of than that they talked with the shop before one of these orders. */
export async function findGuestsOfOrders(
  db: Db,
  siteId: string,
  orders: readonly string[],
): Promise<Row<'contacts'>[]> {
  if (orders.length === 0) return []
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('verified_at', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('conversations')
        .innerJoin('orders', 'orders.conversation_id', 'conversations.id')
        .where('orders.site_id', '=', siteId)
        .where('orders.reference', 'in', orders)
        .select('conversations.contact_id'),
    )
    .orderBy('id')
    .execute()
}

/** A column's digits, also where somebody wrote a number with whatever lies between. */
const digitsOf = (column: string) =>
  [' ', '-', '(', ')', '.', '/', '+'].reduce(
    (text, sign) => sql<string>`replace(${text}, ${sign}, '')`,
    sql<string>`${sql.ref(column)}`,
  )

/** Contacts a number that ends in these digits belongs to, or was typed by, with that number. */
export async function findContactsByPhone(
  db: Db,
  siteId: string,
  ending: string,
): Promise<Array<{ contact: Row<'contacts'>; phone: string; theirs: boolean }>> {
  const like = `%${ending}`
  const contacts = await db
    .selectFrom('contacts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where(digitsOf('phone'), 'like', like)
    .execute()
  const found = contacts.map((contact) => ({ contact, phone: contact.phone ?? '', theirs: false }))
  for (const table of ['leads', 'identities'] as const) {
    const rows = await db
      .selectFrom(table)
      .innerJoin('contacts', (join) =>
        join
          .onRef('contacts.id', '=', `${table}.contact_id`)
          .onRef('contacts.site_id', '=', `${table}.site_id`),
      )
      .selectAll('contacts')
      .select(`${table}.value`)
      .where(`${table}.site_id`, '=', siteId)
      .where(digitsOf(`${table}.value`), 'like', like)
      .execute()
    found.push(
      ...rows.map(({ value: phone, ...contact }) => ({
        ...{ contact, phone },
        theirs: table === 'identities',
      })),
    )
  }
  return found
}

export async function deleteOrders(
  db: Db,
  siteId: string,
  references: readonly string[],
): Promise<void> {
  if (references.length === 0) return
  await db
    .deleteFrom('orders')
    .where('site_id', '=', siteId)
    .where('reference', 'in', references)
    .execute()
}

export async function insertRequest(db: Db, row: NewRow<'data_requests'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('data_requests')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** What was asked of a shop, newest first. */
export function findRequests(db: Db, siteId: string): Promise<Row<'data_requests'>[]> {
  return db
    .selectFrom('data_requests')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function deleteRequests(db: Db, siteId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('data_requests')
    .where('site_id', '=', siteId)
    .where('id', 'in', ids)
    .execute()
}

export async function deleteOldRequests(db: Db, before: number): Promise<void> {
  await db.deleteFrom('data_requests').where('created_at', '<', before).execute()
}
