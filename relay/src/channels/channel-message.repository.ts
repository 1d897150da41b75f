import type { Kysely } from 'kysely'
import type { ChangeOf, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/**
 * Notes what a network calls a message, unless that is known. Of two processes that are told of it
 * at once, the database lets one go on.
 * @returns whether it was not known
 */
export async function claimChannelMessage(db: Db, row: Row<'channel_messages'>): Promise<boolean> {
  const claimed = await db
    .insertInto('channel_messages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['channel_id', 'external_id']).doNothing())
    .returning('external_id')
    .executeTakeFirst()
  return claimed !== undefined
}

export function findChannelMessage(
  db: Db,
  channelId: string,
  externalId: string,
): Promise<Row<'channel_messages'> | undefined> {
  return db
    .selectFrom('channel_messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
}

export async function updateChannelMessage(
  db: Db,
  channelId: string,
  externalId: string,
  change: ChangeOf<'channel_messages'>,
): Promise<void> {
  await db
    .updateTable('channel_messages')
    .set(change)
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .execute()
}

export async function deleteChannelMessage(
  db: Db,
  channelId: string,
  externalId: string,
): Promise<void> {
  await db
    .deleteFrom('channel_messages')
    .where('channel_id', '=', channelId)
    .where('external_id', '=', externalId)
    .execute()
}
