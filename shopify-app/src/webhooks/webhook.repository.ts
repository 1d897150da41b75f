import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../../../relay/src/db/schema.ts'

type Db = Kysely<Schema>

/**
 * Keeps a webhook unless it, or another delivery of the same event, is here already.
 * @returns whether it is new
 */
export async function insertWebhook(db: Db, row: NewRow<'shopify_webhooks'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('shopify_webhooks')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

interface Key {
  shop: string
  webhookId: string
}

export function findWebhook(
  db: Db,
  { shop, webhookId }: Key,
): Promise<Row<'shopify_webhooks'> | undefined> {
  return db
    .selectFrom('shopify_webhooks')
    .selectAll()
    .where('shop', '=', shop)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst()
}

/** It was worked off: that it came is kept, what it said is not. */
export async function emptyWebhook(db: Db, { shop, webhookId }: Key): Promise<void> {
  await db
    .updateTable('shopify_webhooks')
    .set({ body: null })
    .where('shop', '=', shop)
    .where('webhook_id', '=', webhookId)
    .execute()
}

/** Forgets what came before a moment. */
export async function deleteWebhooks(db: Db, before: number): Promise<void> {
  await db.deleteFrom('shopify_webhooks').where('received_at', '<', before).execute()
}
