import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

const OPERATOR = 'operator'

export async function findAccount(db: Db, id: string): Promise<Row<'accounts'> | undefined> {
  return db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findAccountByEmail(
  db: Db,
  email: string,
): Promise<Row<'accounts'> | undefined> {
  return withPassword(db).where('email', '=', email).executeTakeFirst()
}

/** Accounts one can sign in to here. Who comes in by a shop's admin panel has another kind: its address proves nothing (T15). */
function withPassword(db: Db) {
  return db.selectFrom('accounts').selectAll().where('password_hash', 'is not', null)
}

/** Whoever set the relay up, and runs it. */
export async function findOperator(db: Db): Promise<Row<'accounts'> | undefined> {
  return db
    .selectFrom('accounts')
    .innerJoin('meta', 'meta.value', 'accounts.id')
    .where('meta.key', '=', OPERATOR)
    .selectAll('accounts')
    .executeTakeFirst()
}

export async function saveOperator(db: Db, accountId: string): Promise<void> {
  await db.insertInto('meta').values({ key: OPERATOR, value: accountId }).execute()
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

export async function saveAccountSettings(db: Db, id: string, settings: string): Promise<void> {
  await db.updateTable('accounts').set({ settings }).where('id', '=', id).execute()
}
