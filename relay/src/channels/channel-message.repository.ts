import type { DeliveryState } from '@loods/protocol'
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

/** Milliseconds something may take to leave, for whoever tells of it by the moment it was written. */
const UNDER_WAY = 60_000

/**
 * What we sent in a conversation up to a moment of the network's clock. Ours notes it when the
 * network has answered, which may be after the person has it.
 */
export async function findSentUpTo(
  db: Db,
  channelId: string,
  conversationId: string,
  at: number,
): Promise<Array<{ externalId: string; state: DeliveryState | null }>> {
  const rows = await db
    .selectFrom('channel_messages as sent')
    .innerJoin('messages', 'messages.id', 'sent.message_id')
    .select(['sent.external_id as externalId', 'sent.state'])
    .where('sent.channel_id', '=', channelId)
    .where('sent.conversation_id', '=', conversationId)
    .where('sent.direction', '=', 'out')
    .where((eb) =>
      eb.or([
        eb('sent.at', '<=', at),
        eb.and([eb('messages.created_at', '<=', at), eb('sent.at', '<=', at + UNDER_WAY)]),
      ]),
    )
    .orderBy('messages.seq')
    .execute()
  return rows as Array<{ externalId: string; state: DeliveryState | null }>
}
