import { type Kysely, sql } from 'kysely'
import { insertMany, overMany } from '../db/many.ts'
import type { Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export type SentRow = Pick<
  Row<'messages'>,
  'id' | 'site_id' | 'conversation_id' | 'cid' | 'body_hash' | 'seq' | 'created_at'
> & { ev: number | null; cev: number | null }

/** Messages already stored under these client ids, with the numbers of their events. */
export async function findSent(
  db: Db,
  sends: Array<{ conversationId: string; cid: string }>,
): Promise<SentRow[]> {
  const rows = await selectSent(db, sends)
  return Promise.all(rows.map(async (row) => ({ ...row, ...(await findNumbers(db, row)) })))
}

const selectSent = overMany(
  (db, sends: ReadonlyArray<{ conversationId: string; cid: string }>) =>
    db
      .selectFrom(pairs(sends).as('sent'))
      .innerJoin('messages', (join) =>
        join
          .onRef('messages.conversation_id', '=', 'sent.column1')
          .onRef('messages.cid', '=', 'sent.column2'),
      )
      .select(['id', 'site_id', 'conversation_id', 'cid', 'body_hash', 'seq', 'created_at']),
  (send) => [send.conversationId, send.cid],
)

function pairs(sends: ReadonlyArray<{ conversationId: string; cid: string }>) {
  const rows = sends.map((send) => sql`(${send.conversationId}, ${send.cid})`)
  return sql<{ column1: string; column2: string }>`(values ${sql.join(rows)})`
}

/** Numbers of a message's event; none once the event log was trimmed. */
async function findNumbers(
  db: Db,
  message: { id: string; conversation_id: string },
): Promise<{ ev: number | null; cev: number | null }> {
  const event = await db
    .selectFrom('events')
    .select(['ev', 'cev'])
    .where('conversation_id', '=', message.conversation_id)
    .where('message_id', '=', message.id)
    .where('type', '=', 'message')
    .executeTakeFirst()
  return event ?? { ev: null, cev: null }
}

export const insertMessages = insertMany<'messages'>((db, rows) =>
  db.insertInto('messages').values(rows),
)

/**
 * A page of a thread, newest first.
 * @param page.before only messages with a lower seq
 * @param page.audience `all` leaves out what only members may see
 */
export async function findMessages(
  db: Db,
  conversationId: string,
  page: { before?: number | undefined; limit: number; audience: 'members' | 'all' },
): Promise<Row<'messages'>[]> {
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('seq', 'desc')
    .limit(page.limit)
  if (page.before !== undefined) query = query.where('seq', '<', page.before)
  if (page.audience === 'all') query = query.where('audience', '=', 'all')
  return query.execute()
}

export async function findMessage(
  db: Db,
  conversationId: string,
  id: string,
): Promise<Row<'messages'> | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function findMessagesById(db: Db, ids: string[]): Promise<Row<'messages'>[]> {
  return db.selectFrom('messages').selectAll().where('id', 'in', ids).execute()
}

/** The shopper's first message after the last answer that still stands. */
export async function findUnanswered(
  db: Db,
  conversationId: string,
): Promise<Row<'messages'> | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', 'text')
    .where('author_kind', '=', 'visitor')
    .where('seq', '>', (eb) =>
      eb
        .selectFrom('messages as answer')
        .select((inner) =>
          inner.fn.coalesce(inner.fn.max('answer.seq'), inner.lit(0)).as('answered'),
        )
        .where('answer.conversation_id', '=', conversationId)
        .where('answer.kind', '=', 'text')
        .where('answer.author_kind', '=', 'member')
        .where('answer.withdrawn_at', 'is', null),
    )
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
}

/** How many of a shopper's messages come after a place in the thread. */
export async function countVisitorTexts(
  db: Db,
  conversationId: string,
  afterSeq: number,
): Promise<number> {
  const { n } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', afterSeq)
    .where('kind', '=', 'text')
    .where('author_kind', '=', 'visitor')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The newest thing said in each of these conversations, for lists. */
export async function findLastTexts(db: Db, conversationIds: string[]): Promise<Row<'messages'>[]> {
  if (conversationIds.length === 0) return []
  return db
    .selectFrom('messages')
    .selectAll()
    .where((eb) =>
      eb(
        'id',
        'in',
        eb
          .selectFrom('messages as newest')
          .innerJoin(
            (inner) =>
              inner
                .selectFrom('messages')
                .select((agg) => ['conversation_id', agg.fn.max('seq').as('seq')])
                .where('conversation_id', 'in', conversationIds)
                .where('kind', '=', 'text')
                .groupBy('conversation_id')
                .as('last'),
            (join) =>
              join
                .onRef('last.conversation_id', '=', 'newest.conversation_id')
                .onRef('last.seq', '=', 'newest.seq'),
          )
          .select('newest.id'),
      ),
    )
    .execute()
}

/** Changes a message and counts the change. */
export async function updateMessage(
  db: Db,
  id: string,
  change: Partial<Row<'messages'>>,
): Promise<Row<'messages'> | undefined> {
  return db
    .updateTable('messages')
    .set((eb) => ({ ...change, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}
