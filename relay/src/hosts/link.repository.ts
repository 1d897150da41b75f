import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertLink(db: Db, row: NewRow<'site_links'>): Promise<void> {
  await db.insertInto('site_links').values(row).execute()
}

export async function findLink(db: Db, siteId: string): Promise<Row<'site_links'> | undefined> {
  return db.selectFrom('site_links').selectAll().where('site_id', '=', siteId).executeTakeFirst()
}

/** The shop whose home page this is, if it is linked. */
export async function findLinkByUrl(db: Db, url: string): Promise<Row<'site_links'> | undefined> {
  return db.selectFrom('site_links').selectAll().where('url', '=', url).executeTakeFirst()
}

/** Shops whose erasing was begun. */
export async function findErasing(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('site_links')
    .select('site_id')
    .where('state', '=', 'erasing')
    .execute()
  return rows.map((row) => row.site_id)
}

/** Whether a page of this origin is a linked shop's admin panel; of this site, or of any. */
export async function isLinkedOrigin(db: Db, origin: string, siteId?: string): Promise<boolean> {
  let query = db.selectFrom('site_links').select('site_id').where('origin', '=', origin)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

export async function updateLink(
  db: Db,
  siteId: string,
  change: Partial<Omit<Row<'site_links'>, 'site_id'>>,
): Promise<void> {
  await db.updateTable('site_links').set(change).where('site_id', '=', siteId).execute()
}

export async function findRequest(
  db: Db,
  key: { id: string } | { url: string },
): Promise<Row<'link_requests'> | undefined> {
  const query = db.selectFrom('link_requests').selectAll()
  return (
    'id' in key ? query.where('id', '=', key.id) : query.where('url', '=', key.url)
  ).executeTakeFirst()
}

/** Remembers that a shop asked; asking again changes nothing but what it says of itself. */
export async function keepRequest(
  db: Db,
  row: NewRow<'link_requests'>,
): Promise<Row<'link_requests'>> {
  const { name, email } = row
  return db
    .insertInto('link_requests')
    .values(row)
    .onConflict((conflict) => conflict.column('url').doUpdateSet({ name, email }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function findRequests(db: Db): Promise<Row<'link_requests'>[]> {
  return db.selectFrom('link_requests').selectAll().orderBy('created_at').orderBy('id').execute()
}

export async function approveRequest(db: Db, id: string, at: number): Promise<boolean> {
  const rows = await db
    .updateTable('link_requests')
    .set({ approved_at: at })
    .where('id', '=', id)
    .returning('id')
    .execute()
  return rows.length > 0
}

export async function deleteRequest(db: Db, key: { id: string } | { url: string }): Promise<void> {
  const query = db.deleteFrom('link_requests')
  await ('id' in key ? query.where('id', '=', key.id) : query.where('url', '=', key.url)).execute()
}
