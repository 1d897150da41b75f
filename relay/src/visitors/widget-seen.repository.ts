import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export type SeenChange =
  | Pick<Row<'widget_seen'>, 'seen_at' | 'page'>
  | Pick<Row<'widget_seen'>, 'refused_at' | 'refused_origin'>

export async function findWidgetSeen(
  db: Db,
  siteId: string,
): Promise<Row<'widget_seen'> | undefined> {
  return db.selectFrom('widget_seen').selectAll().where('site_id', '=', siteId).executeTakeFirst()
}

export async function saveWidgetSeen(db: Db, siteId: string, change: SeenChange): Promise<void> {
  await db
    .insertInto('widget_seen')
    .values({ site_id: siteId, ...change })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(change))
    .execute()
}
