import type { Kysely, Transaction } from 'kysely'
import type { DialectName } from '../../db/database.ts'
import { insertMany } from '../../db/many.ts'
import type { ChangeOf, Row, Schema } from '../../db/schema.ts'

type Db = Kysely<Schema>

export const insertWebhooks = insertMany<'webhooks'>((db, rows) =>
  db.insertInto('webhooks').values(rows),
)

/** What is to be worked off, in the order it came. */
export async function findDue(db: Db, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select('id')
    .where('state', '=', 'pending')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Takes one that is due, for the transaction. Processes on Postgres pass over what another one has
 * taken; SQLite has one writer at a time.
 */
export async function takeDue(
  db: Transaction<Schema>,
  dialect: DialectName,
  id: string,
  now: number,
): Promise<Row<'webhooks'> | undefined> {
  const due = db
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .where('next_at', '<=', now)
  return (dialect === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst()
}

export async function updateWebhook(
  db: Db,
  id: string,
  change: ChangeOf<'webhooks'>,
): Promise<void> {
  await db.updateTable('webhooks').set(change).where('id', '=', id).execute()
}

export async function deleteWebhook(db: Db, id: string): Promise<void> {
  await db.deleteFrom('webhooks').where('id', '=', id).execute()
}

/** When the oldest that is not worked off came. */
export async function oldestPending(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom('webhooks')
    .select((eb) => eb.fn.min('received_at').as('at'))
    .where('state', '=', 'pending')
    .executeTakeFirst()
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}
