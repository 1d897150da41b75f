import type { Channel } from '@loods/protocol'
import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** Keeps how long a wait was; the same answer again changes nothing. */
export async function saveReplyTime(db: Db, row: NewRow<'reply_times'>): Promise<void> {
  const known = await db
    .selectFrom('reply_times')
    .select('at')
    .where('site_id', '=', row.site_id)
    .where('at', '=', row.at)
    .where('conversation_id', '=', row.conversation_id)
    .executeTakeFirst()
  if (!known) await db.insertInto('reply_times').values(row).execute()
}

/** Newest reply times of a site over one channel since a moment. */
export async function findReplyTimes(
  db: Db,
  siteId: string,
  channel: Channel,
  since: number,
  limit: number,
): Promise<Array<Pick<Row<'reply_times'>, 'hour_of_week' | 'seconds'>>> {
  return db
    .selectFrom('reply_times')
    .select(['hour_of_week', 'seconds'])
    .where('site_id', '=', siteId)
    .where('channel', '=', channel)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
