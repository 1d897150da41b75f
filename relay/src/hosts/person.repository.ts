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

/** Whether somebody with this address comes in by a shop's admin panel. */
export async function isPersonOf(db: Db, siteId: string, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('host_people')
    .innerJoin('accounts', 'accounts.id', 'host_people.account_id')
    .select('host_people.subject')
    .where('host_people.site_id', '=', siteId)
    .where('accounts.email', '=', email)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
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
