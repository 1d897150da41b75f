import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function findSiteByKey(db: Db, key: string): Promise<Row<'sites'> | undefined> {
  return db.selectFrom('sites').selectAll().where('key', '=', key).executeTakeFirst()
}

export async function findSites(db: Db): Promise<Row<'sites'>[]> {
  return db.selectFrom('sites').selectAll().orderBy('id').execute()
}

export async function findSite(db: Db, id: string): Promise<Row<'sites'> | undefined> {
  return db.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findFirstSite(db: Db): Promise<Row<'sites'> | undefined> {
  return db.selectFrom('sites').selectAll().orderBy('created_at').orderBy('id').executeTakeFirst()
}

export async function insertSite(db: Db, row: NewRow<'sites'>): Promise<void> {
  await db.insertInto('sites').values(row).execute()
  await db.insertInto('site_streams').values({ site_id: row.id, last_ev: 0 }).execute()
}

export async function saveSiteSettings(
  db: Db,
  id: string,
  change: { name: string; settings: string },
): Promise<void> {
  await db.updateTable('sites').set(change).where('id', '=', id).execute()
}

export async function saveSiteSecret(db: Db, id: string, secret: string): Promise<void> {
  await db.updateTable('sites').set({ secret }).where('id', '=', id).execute()
}
