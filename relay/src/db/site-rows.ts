import type { Kysely } from 'kysely'
import type { ChangeOf, NewRow, Row, Schema } from './schema.ts'

type Db = Kysely<Schema>

/** Tables whose rows belong to a site and are known by an id in it. */
type SiteTable = 'tags' | 'canned_replies' | 'triggers' | 'leads'

/** One row at a time of a table; a row of another site is as if it were not there. */
export interface SiteRows<T extends SiteTable> {
  find(db: Db, siteId: string, id: string): Promise<Row<T> | undefined>
  insert(db: Db, row: NewRow<T>): Promise<void>
  /** Gives the row as it now is, or undefined when it is not this site's. */
  update(db: Db, siteId: string, id: string, change: ChangeOf<T>): Promise<Row<T> | undefined>
  /** Whether there was one to delete. */
  remove(db: Db, siteId: string, id: string): Promise<boolean>
}

/** The statements every such table needs, written once. */
export function siteRows<T extends SiteTable>(name: T): SiteRows<T> {
  // One of them stands for all while statements are built: what they share is site_id and id.
  const table = name as 'tags'
  const rows: SiteRows<'tags'> = {
    find: (db, siteId, id) =>
      db
        .selectFrom(table)
        .selectAll()
        .where('site_id', '=', siteId)
        .where('id', '=', id)
        .executeTakeFirst(),
    async insert(db, row) {
      await db.insertInto(table).values(row).execute()
    },
    update: (db, siteId, id, change) =>
      db
        .updateTable(table)
        .set(change)
        .where('site_id', '=', siteId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst(),
    async remove(db, siteId, id) {
      const { numDeletedRows } = await db
        .deleteFrom(table)
        .where('site_id', '=', siteId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
  return rows as unknown as SiteRows<T>
}
