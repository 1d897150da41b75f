import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertContact(db: Db, row: NewRow<'contacts'>): Promise<void> {
  await db.insertInto('contacts').values(row).execute()
}

export async function findContacts(
  db: Db,
  siteId: string,
  ids: string[],
): Promise<Map<string, Row<'contacts'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('contacts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function updateContact(
  db: Db,
  siteId: string,
  id: string,
  change: Partial<Row<'contacts'>>,
): Promise<Row<'contacts'> | undefined> {
  return db
    .updateTable('contacts')
    .set((eb) => ({ ...change, rev: eb('rev', '+', 1) }))
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** The contact a shop's customer is, if known. */
export async function findCustomer(
  db: Db,
  siteId: string,
  externalId: string,
): Promise<Row<'contacts'> | undefined> {
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

export async function deleteContact(db: Db, siteId: string, id: string): Promise<void> {
  await db.deleteFrom('contacts').where('site_id', '=', siteId).where('id', '=', id).execute()
}
