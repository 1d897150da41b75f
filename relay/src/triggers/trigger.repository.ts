import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

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

export async function findTrigger(
  db: Db,
  siteId: string,
  id: string,
): Promise<Row<'triggers'> | undefined> {
  return db
    .selectFrom('triggers')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertTrigger(db: Db, row: NewRow<'triggers'>): Promise<void> {
  await db.insertInto('triggers').values(row).execute()
}

export async function saveTrigger(db: Db, row: Row<'triggers'>): Promise<void> {
  await db
    .updateTable('triggers')
    .set({ definition: row.definition, enabled: row.enabled, updated_at: row.updated_at })
    .where('site_id', '=', row.site_id)
    .where('id', '=', row.id)
    .execute()
}

/** Whether there was one to delete. */
export async function deleteTrigger(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('triggers')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
