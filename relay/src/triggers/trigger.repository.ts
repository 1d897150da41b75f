import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'
import { siteRows } from '../db/site-rows.ts'

type Db = Kysely<Schema>

export const triggerRows = siteRows('triggers')

/** A site's triggers, oldest first: the order in which they are asked. */
export async function findTriggers(db: Db, siteId: string): Promise<Row<'triggers'>[]> {
  return db
    .selectFrom('triggers')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}
