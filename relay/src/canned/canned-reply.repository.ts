import type { Kysely } from 'kysely'
import type { ChangeOf, NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function findCannedReplies(db: Db, siteId: string): Promise<Row<'canned_replies'>[]> {
  return db
    .selectFrom('canned_replies')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('shortcut')
    .orderBy('id')
    .execute()
}

export async function insertCannedReply(db: Db, row: NewRow<'canned_replies'>): Promise<void> {
  await db.insertInto('canned_replies').values(row).execute()
}

/** Changes a reply. Gives the row as it now is, or undefined when it is not this site's. */
export async function updateCannedReply(
  db: Db,
  siteId: string,
  id: string,
  change: ChangeOf<'canned_replies'>,
): Promise<Row<'canned_replies'> | undefined> {
  return db
    .updateTable('canned_replies')
    .set(change)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** Whether there was one to delete. */
export async function deleteCannedReply(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('canned_replies')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
