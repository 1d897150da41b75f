import type { Kysely } from 'kysely'
import type { Schema } from '../../db/schema.ts'

export type ReachRow = Awaited<ReturnType<typeof findReachRows>>[number]

/** Threads of conversations on channels that are connected, the one written on last after the others. */
export function findReachRows(db: Kysely<Schema>, conversationIds: readonly string[]) {
  return db
    .selectFrom('channel_threads as thread')
    .innerJoin('channels', 'channels.id', 'thread.channel_id')
    .innerJoin('conversations', 'conversations.id', 'thread.conversation_id')
    .select([
      'thread.site_id',
      'conversations.channel',
      'thread.conversation_id',
      'thread.channel_id',
      'thread.phone',
      'thread.person_id',
      'thread.last_inbound_at',
      'thread.last_external_id',
      'thread.window_until',
      'channels.kind',
    ])
    .where('thread.conversation_id', 'in', conversationIds)
    .orderBy('thread.last_inbound_at')
    .orderBy('thread.created_at')
    .execute()
}
