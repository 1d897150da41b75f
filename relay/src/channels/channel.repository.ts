import type { Kysely } from 'kysely'
import type { ChangeOf, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertChannel(db: Db, row: Row<'channels'>): Promise<void> {
  await db.insertInto('channels').values(row).execute()
}

export function findChannel(db: Db, id: string): Promise<Row<'channels'> | undefined> {
  return db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findChannelByExternal(
  db: Db,
  kind: Row<'channels'>['kind'],
  externalId: string,
): Promise<Row<'channels'> | undefined> {
  return db
    .selectFrom('channels')
    .selectAll()
    .where('kind', '=', kind)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

export function findChannelsOf(db: Db, siteId: string): Promise<Row<'channels'>[]> {
  return db
    .selectFrom('channels')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function updateChannel(
  db: Db,
  id: string,
  change: ChangeOf<'channels'>,
): Promise<void> {
  await db.updateTable('channels').set(change).where('id', '=', id).execute()
}

export function findAllChannels(db: Db): Promise<Row<'channels'>[]> {
  return db.selectFrom('channels').selectAll().orderBy('id').execute()
}

export async function deleteChannel(db: Db, id: string): Promise<void> {
  await db.deleteFrom('channels').where('id', '=', id).execute()
}

/** @returns whether it is news: none was noted since `since` */
export async function noteWebhook(
  db: Db,
  id: string,
  now: number,
  since: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('channels')
    .set({ webhook_at: now })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('webhook_at', 'is', null), eb('webhook_at', '<=', since)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The threads of conversations on other networks, with their channels where those still are. */
export function findThreadsOf(db: Db, siteId: string, conversationIds: string[]) {
  return db
    .selectFrom('channel_threads as thread')
    .leftJoin('channels', 'channels.id', 'thread.channel_id')
    .select([
      'thread.conversation_id',
      'thread.channel_id',
      'thread.phone',
      'thread.username',
      'thread.window_until',
      'thread.last_inbound_at',
      'channels.kind',
      'channels.name',
      'channels.address',
      'channels.state',
      'channels.trouble',
    ])
    .where('thread.site_id', '=', siteId)
    .where('thread.conversation_id', 'in', conversationIds)
    .orderBy('thread.last_inbound_at')
    .execute()
}
