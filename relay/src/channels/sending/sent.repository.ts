import type { Kysely } from 'kysely'
import type { Row, Schema } from '../../db/schema.ts'

type Db = Kysely<Schema>

/** What went out under a ref of ours. */
export function findByRef(
  db: Db,
  channelId: string,
  ref: string,
): Promise<Row<'channel_messages'> | undefined> {
  return db
    .selectFrom('channel_messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('ref', '=', ref)
    .limit(1)
    .executeTakeFirst()
}

/** What a message went out as, each time it was sent. */
export function findSentAs(
  db: Db,
  channelId: string,
  { conversation_id, id }: Row<'messages'>,
): Promise<Pick<Row<'channel_messages'>, 'ref' | 'state'>[]> {
  return db
    .selectFrom('channel_messages')
    .select(['ref', 'state'])
    .where('conversation_id', '=', conversation_id)
    .where('message_id', '=', id)
    .where('channel_id', '=', channelId)
    .execute()
}

/** What the network calls a message of a conversation, the newest where it was sent more than once. */
export async function findExternalId(
  db: Db,
  channelId: string,
  { conversation_id, id }: Row<'messages'>,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('channel_messages')
    .select('external_id')
    .where('conversation_id', '=', conversation_id)
    .where('message_id', '=', id)
    .where('channel_id', '=', channelId)
    .orderBy('at', 'desc')
    .orderBy('ref')
    .limit(1)
    .executeTakeFirst()
  return row?.external_id
}

/** The newest message of a person's among those between two places of a thread, by the network's name. */
export async function findReadMessage(
  db: Db,
  channelId: string,
  { conversationId, from, to }: { conversationId: string; from: number; to: number },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('channel_messages as named')
    .innerJoin('messages', 'messages.id', 'named.message_id')
    .select('named.external_id')
    .where('named.conversation_id', '=', conversationId)
    .where('named.channel_id', '=', channelId)
    .where('named.direction', '=', 'in')
    .where('messages.seq', '>', from)
    .where('messages.seq', '<=', to)
    .orderBy('messages.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.external_id
}
