import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** Adds a device, or gives its address to who registers it now: one browser belongs to one person. */
export async function saveSubscription(
  db: Db,
  row: NewRow<'push_subscriptions'>,
): Promise<Row<'push_subscriptions'>> {
  return db
    .insertInto('push_subscriptions')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('endpoint').doUpdateSet({
        account_id: row.account_id,
        keys: row.keys,
        device: row.device,
        failures: 0,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function findSubscriptions(
  db: Db,
  accountIds: string[],
): Promise<Row<'push_subscriptions'>[]> {
  if (accountIds.length === 0) return []
  return db
    .selectFrom('push_subscriptions')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .orderBy('created_at')
    .execute()
}

/** Removes a device. @param accountId only if it is this person's */
export async function removeSubscription(db: Db, id: string, accountId?: string): Promise<boolean> {
  let query = db.deleteFrom('push_subscriptions').where('id', '=', id)
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}

export async function updateSubscription(
  db: Db,
  id: string,
  change: Partial<Row<'push_subscriptions'>>,
): Promise<void> {
  await db.updateTable('push_subscriptions').set(change).where('id', '=', id).execute()
}

export async function readMeta(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** Keeps a value unless there is one already. */
export async function keepMeta(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
