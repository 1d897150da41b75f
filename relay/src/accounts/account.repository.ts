import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function findAccount(db: Db, id: string): Promise<Row<'accounts'> | undefined> {
  return db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findAccountByEmail(
  db: Db,
  email: string,
): Promise<Row<'accounts'> | undefined> {
  return db.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()
}

/** The first account there was: whoever runs the relay. */
export async function findFirstAccount(db: Db): Promise<Row<'accounts'> | undefined> {
  return db.selectFrom('accounts').selectAll().orderBy('created_at').limit(1).executeTakeFirst()
}

export async function insertAccount(db: Db, row: NewRow<'accounts'>): Promise<void> {
  await db.insertInto('accounts').values(row).execute()
}

export async function updateAccount(
  db: Db,
  id: string,
  change: Partial<Omit<Row<'accounts'>, 'id'>>,
): Promise<void> {
  await db.updateTable('accounts').set(change).where('id', '=', id).execute()
}

export async function countAccounts(db: Db): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function saveAccountSettings(db: Db, id: string, settings: string): Promise<void> {
  await db.updateTable('accounts').set({ settings }).where('id', '=', id).execute()
}
