import type { Kysely } from 'kysely'
import type { ChangeOf, Row, Schema } from '../../db/schema.ts'

type Db = Kysely<Schema>

export function findTemplates(db: Db, channelId: string): Promise<Row<'templates'>[]> {
  return db
    .selectFrom('templates')
    .selectAll()
    .where('channel_id', '=', channelId)
    .orderBy('name')
    .orderBy('language')
    .execute()
}

export function findTemplate(
  db: Db,
  siteId: string,
  id: string,
): Promise<Row<'templates'> | undefined> {
  return db
    .selectFrom('templates')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Stores a template, or what became of one we have. */
export function saveTemplate(db: Db, row: Row<'templates'>): Promise<Row<'templates'>> {
  const { site_id: _site, id: _id, channel_id: _channel, external_id: _external, ...known } = row
  return db
    .insertInto('templates')
    .values(row)
    .onConflict((conflict) => conflict.columns(['channel_id', 'external_id']).doUpdateSet(known))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Changes a template wherever the shop's numbers share it. @returns how many copies there were */
export async function updateTemplates(
  db: Db,
  siteId: string,
  externalId: string,
  change: ChangeOf<'templates'>,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('templates')
    .set(change)
    .where('site_id', '=', siteId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function removeTemplates(db: Db, siteId: string, externalId: string): Promise<void> {
  await db
    .deleteFrom('templates')
    .where('site_id', '=', siteId)
    .where('external_id', '=', externalId)
    .execute()
}

/** Removes a channel's copies of what the network has no longer. */
export async function keepOnly(db: Db, channelId: string, externalIds: string[]): Promise<void> {
  let query = db.deleteFrom('templates').where('channel_id', '=', channelId)
  if (externalIds.length > 0) query = query.where('external_id', 'not in', externalIds)
  await query.execute()
}
