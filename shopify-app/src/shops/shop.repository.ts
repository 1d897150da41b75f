import type { Kysely } from 'kysely'
import type { ChangeOf, NewRow, Row, Schema } from '../../../relay/src/db/schema.ts'

type Db = Kysely<Schema>
export type ShopRow = Row<'shopify_shops'>

export async function insertShop(db: Db, row: NewRow<'shopify_shops'>): Promise<void> {
  await db.insertInto('shopify_shops').values(row).execute()
}

export function findShop(
  db: Db,
  key: { shop: string } | { siteId: string },
): Promise<ShopRow | undefined> {
  const query = db.selectFrom('shopify_shops').selectAll()
  return (
    'shop' in key ? query.where('shop', '=', key.shop) : query.where('site_id', '=', key.siteId)
  ).executeTakeFirst()
}

/** Shops that have the app now, in the order of their domains. */
export function findInstalled(db: Db): Promise<ShopRow[]> {
  return db
    .selectFrom('shopify_shops')
    .selectAll()
    .where('state', '=', 'installed')
    .orderBy('shop')
    .execute()
}

export async function updateShop(
  db: Db,
  siteId: string,
  change: ChangeOf<'shopify_shops'>,
): Promise<void> {
  await db.updateTable('shopify_shops').set(change).where('site_id', '=', siteId).execute()
}

/**
 * Changes a shop whose tokens are still those that were read.
 * @returns whether they were
 */
export async function updateTokens(
  db: Db,
  { site_id, refresh_token }: Pick<ShopRow, 'site_id' | 'refresh_token'>,
  change: ChangeOf<'shopify_shops'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shopify_shops')
    .set(change)
    .where('site_id', '=', site_id)
    .where('refresh_token', '=', refresh_token)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Lets one process alone, of all that use this database, get new tokens for a shop until a moment.
 * @returns whether it is this one
 */
export async function leaseTokens(
  db: Db,
  { site_id, refresh_token }: Pick<ShopRow, 'site_id' | 'refresh_token'>,
  now: number,
  until: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shopify_shops')
    .set({ refreshing_until: until })
    .where('site_id', '=', site_id)
    .where('refresh_token', '=', refresh_token)
    .where((eb) => eb.or([eb('refreshing_until', 'is', null), eb('refreshing_until', '<=', now)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
