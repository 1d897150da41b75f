import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** Orders by their references; of those that are not known, nothing. */
export async function findOrders(
  db: Db,
  siteId: string,
  references: readonly string[],
): Promise<Row<'orders'>[]> {
  if (references.length === 0) return []
  return db
    .selectFrom('orders')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('reference', 'in', references)
    .execute()
}

/** Adds an order, or replaces what an earlier reading said of it; what a later one said stays. */
export async function saveOrder(db: Db, row: NewRow<'orders'>): Promise<void> {
  const {
    site_id: _,
    reference: __,
    placed_at: ___,
    contact_id,
    conversation_id: ____,
    ...change
  } = row
  await db
    .insertInto('orders')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'reference'])
        .doUpdateSet({ ...change, ...(contact_id != null && { contact_id }) })
        .where('orders.as_of', '<=', row.as_of),
    )
    .execute()
}

/** Ties an order that is tied to none to a conversation. @returns the order if it was free */
export function tieOrder(
  db: Db,
  { siteId, reference, conversationId }: Record<'siteId' | 'reference' | 'conversationId', string>,
): Promise<Row<'orders'> | undefined> {
  return db
    .updateTable('orders')
    .set({ conversation_id: conversationId })
    .where('site_id', '=', siteId)
    .where('reference', '=', reference)
    .where('conversation_id', 'is', null)
    .returningAll()
    .executeTakeFirst()
}
