import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** What was learnt last of a site's visits. */
export async function findRisk(db: Db, siteId: string): Promise<Row<'risks'> | undefined> {
  return db.selectFrom('risks').selectAll().where('site_id', '=', siteId).executeTakeFirst()
}

export async function saveRisk(db: Db, row: NewRow<'risks'>): Promise<void> {
  const { site_id: _, ...change } = row
  await db
    .insertInto('risks')
    .values(row)
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(change))
    .execute()
}
