import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'
import { siteRows } from '../db/site-rows.ts'

type Db = Kysely<Schema>

export const cannedReplyRows = siteRows('canned_replies')

export async function findCannedReplies(db: Db, siteId: string): Promise<Row<'canned_replies'>[]> {
  return db
    .selectFrom('canned_replies')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('shortcut')
    .orderBy('id')
    .execute()
}
