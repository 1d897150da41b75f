import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'
import { siteRows } from '../db/site-rows.ts'

type Db = Kysely<Schema>

export const tagRows = siteRows('tags')

export async function findTags(db: Db, siteId: string): Promise<Row<'tags'>[]> {
  return db
    .selectFrom('tags')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}
