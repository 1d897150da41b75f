import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** The account a person of a shop's admin panel has here. */
export async function findPerson(
  db: Db,
  siteId: string,
  subject: string,
): Promise<Row<'host_people'> | undefined> {
  return db
    .selectFrom('host_people')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

export async function insertPerson(db: Db, row: NewRow<'host_people'>): Promise<void> {
  await db.insertInto('host_people').values(row).execute()
}

export async function updatePerson(
  db: Db,
  accountId: string,
  change: { name: string; email: string },
): Promise<void> {
  await db.updateTable('accounts').set(change).where('id', '=', accountId).execute()
}
