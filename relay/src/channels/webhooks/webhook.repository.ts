import { type Kysely, sql, type Transaction } from 'kysely'
import type { DialectName } from '../../db/database.ts'
import { insertMany } from '../../db/many.ts'
import type { ChangeOf, Row, Schema } from '../../db/schema.ts'

type Db = Kysely<Schema>

export const insertWebhooks = insertMany<'webhooks'>((db, rows) =>
  db.insertInto('webhooks').values(rows),
)

/** Webhooks looked at for one batch. */
const LOOK = 20

/** What is to be worked off, in the order it came: one, and as many more as `room` characters hold. */
export async function findDue(db: Db, now: number, room: number): Promise<string[]> {
  const rows = await db
    .selectFrom('webhooks')
    .select(['id', sql<number>`length(body)`.as('length')])
    .where('state', '=', 'pending')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(LOOK)
    .execute()
  const due: string[] = []
  let length = 0
  for (const row of rows) {
    length += Number(row.length)
    if (due.length > 0 && length > room) break
    due.push(row.id)
  }
  return due
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

/** A site's that were given up, newest failure first; that was at `next_at`. */
export function findDead(db: Db, siteId: string, limit: number): Promise<Row<'webhooks'>[]> {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('state', '=', 'dead')
    .orderBy('next_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function countDead(db: Db, siteId: string): Promise<number> {
  const { n } = await db
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('site_id', '=', siteId)
    .where('state', '=', 'dead')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** @returns whether there was such a one */
export async function reviveDead(
  db: Db,
  siteId: string,
  id: string,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhooks')
    .set({ state: 'pending', attempts: 0, next_at: now, error: null })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns whether there was such a one */
export async function deleteDead(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhooks')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Removes what was given up before a moment. @returns the sites it was of */
export async function trimDead(db: Db, before: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('webhooks')
    .where('state', '=', 'dead')
    .where('next_at', '<', before)
    .returning('site_id')
    .execute()
  return [...new Set(rows.map(({ site_id }) => site_id))]
}
