import type { DeliveryState } from '@loods/protocol'
import type { Kysely } from 'kysely'
import type { ChangeOf, Row, Schema } from '../../db/schema.ts'

type Db = Kysely<Schema>

export function findSentMessage(
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

export async function insertSentMessage(
  db: Db,
  row: Row<'channel_messages'> & { state: DeliveryState },
): Promise<void> {
  await db.insertInto('channel_messages').values(row).execute()
}

export async function updateSentMessage(
  db: Db,
  { channel_id, external_id }: Row<'channel_messages'>,
  change: ChangeOf<'channel_messages'>,
): Promise<void> {
  await db
    .updateTable('channel_messages')
    .set(change)
    .where('channel_id', '=', channel_id)
    .where('external_id', '=', external_id)
    .execute()
}
