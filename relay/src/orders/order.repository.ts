import type { Kysely } from 'kysely'
import type { NewRow, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** Adds an order, or replaces what an earlier reading said of it; what a later one said stays. */
export async function saveOrder(db: Db, row: NewRow<'orders'>): Promise<void> {
  const { site_id: _, reference: __, placed_at: ___, contact_id, ...change } = row
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
