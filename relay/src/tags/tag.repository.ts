import type { Kysely } from 'kysely'
import type { ChangeOf, NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function findTags(db: Db, siteId: string): Promise<Row<'tags'>[]> {
  return db
    .selectFrom('tags')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export async function insertTag(db: Db, row: NewRow<'tags'>): Promise<void> {
  await db.insertInto('tags').values(row).execute()
}

/** Changes a tag. Gives the row as it now is, or undefined when it is not this site's. */
export async function updateTag(
  db: Db,
  siteId: string,
  id: string,
  change: ChangeOf<'tags'>,
): Promise<Row<'tags'> | undefined> {
  return db
    .updateTable('tags')
    .set(change)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** Whether there was one to delete. */
export async function deleteTag(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('tags')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
