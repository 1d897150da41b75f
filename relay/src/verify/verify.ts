import { type Kysely, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { FileStore } from '../files/file-store.ts'

/** An invariant that does not hold, and an example of where. */
export interface Violation {
  rule: string
  where: string
}

type Db = Kysely<Schema>
type Check = (db: Db, now: number, files: Files) => Promise<Violation[]>
/** Whether a file's bytes are on the disk. */
type Files = Pick<FileStore, 'has'>

/** Milliseconds a lease may be over before nobody taking it up is a fault. */
const LEASE_GRACE = 60_000

/**
 * Checks what must always hold in a relay's record, whatever stopped it and when.
 * @returns what does not hold; nothing when all is well
 */
export async function verify(db: Db, now: number, files: Files): Promise<Violation[]> {
  const found = await Promise.all(CHECKS.map((check) => check(db, now, files)))
  return found.flat()
}

const CHECKS: Check[] = [
  messagesWithoutGaps,
  eachClientIdOnce,
  siteEventsWithoutGaps,
  shopperEventsWithoutGaps,
  everyMessageTold,
  everyWaitAlerted,
  noLeaseForgotten,
  everyFileKept,
]

/** In each conversation the messages are numbered 1 to last_seq. */
async function messagesWithoutGaps(db: Db): Promise<Violation[]> {
  const rows = await db
    .selectFrom('conversations')
    .leftJoin('messages', 'messages.conversation_id', 'conversations.id')
    .select(['conversations.id', 'conversations.last_seq'])
    .select((eb) => [
      eb.fn.count('messages.seq').as('stored'),
      eb.fn.max('messages.seq').as('highest'),
    ])
    .groupBy(['conversations.id', 'conversations.last_seq'])
    .execute()
  return rows
    .filter((row) => Number(row.stored) !== row.last_seq || (row.highest ?? 0) !== row.last_seq)
    .map((row) => ({
      rule: 'messages of a conversation are numbered without gaps',
      where: `${row.id}: ${row.stored} stored, highest ${row.highest}, counter ${row.last_seq}`,
    }))
}

async function eachClientIdOnce(db: Db): Promise<Violation[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['conversation_id', 'cid'])
    .groupBy(['conversation_id', 'cid'])
    .having((eb) => eb.fn.countAll(), '>', 1)
    .execute()
  return rows.map((row) => ({
    rule: 'a client id is stored once',
    where: `${row.conversation_id} ${row.cid}`,
  }))
}

/** From the oldest event kept to the site's counter there is one event a number. */
async function siteEventsWithoutGaps(db: Db): Promise<Violation[]> {
  const rows = await db
    .selectFrom('site_streams')
    .leftJoin('events', 'events.site_id', 'site_streams.site_id')
    .select(['site_streams.site_id', 'site_streams.last_ev'])
    .select((eb) => [
      eb.fn.count('events.ev').as('stored'),
      eb.fn.min('events.ev').as('oldest'),
      eb.fn.max('events.ev').as('newest'),
    ])
    .groupBy(['site_streams.site_id', 'site_streams.last_ev'])
    .execute()
  return rows
    .filter((row) => row.newest !== null && !isWhole(row, row.last_ev))
    .map((row) => ({
      rule: 'events of a site are numbered without gaps',
      where: `${row.site_id}: ${row.stored} from ${row.oldest} to ${row.newest}, counter ${row.last_ev}`,
    }))
}

async function shopperEventsWithoutGaps(db: Db): Promise<Violation[]> {
  const rows = await db
    .selectFrom('conversations')
    .innerJoin('events', 'events.conversation_id', 'conversations.id')
    .where('events.cev', 'is not', null)
    .select(['conversations.id', 'conversations.last_cev'])
    .select((eb) => [
      eb.fn.count('events.cev').as('stored'),
      eb.fn.min('events.cev').as('oldest'),
      eb.fn.max('events.cev').as('newest'),
    ])
    .groupBy(['conversations.id', 'conversations.last_cev'])
    .execute()
  return rows
    .filter((row) => !isWhole(row, row.last_cev))
    .map((row) => ({
      rule: 'events of a conversation are numbered without gaps',
      where: `${row.id}: ${row.stored} from ${row.oldest} to ${row.newest}, counter ${row.last_cev}`,
    }))
}

function isWhole(
  row: { stored: unknown; oldest: unknown; newest: unknown },
  counter: number,
): boolean {
  const newest = Number(row.newest)
  return newest === counter && Number(row.stored) === newest - Number(row.oldest) + 1
}

/** Every message has its event, unless the log was trimmed past it. */
async function everyMessageTold(db: Db): Promise<Violation[]> {
  const rows = await db
    .selectFrom('messages')
    .leftJoin('events', (join) =>
      join
        .onRef('events.conversation_id', '=', 'messages.conversation_id')
        .onRef('events.message_id', '=', 'messages.id')
        .on('events.type', '=', 'message'),
    )
    .where('events.ev', 'is', null)
    .where('messages.created_at', '>=', (eb) =>
      eb.selectFrom('events as kept').select((min) => min.fn.min('kept.created_at').as('oldest')),
    )
    .select(['messages.conversation_id', 'messages.seq'])
    .limit(20)
    .execute()
  return rows.map((row) => ({
    rule: 'every message has an event',
    where: `${row.conversation_id} ${row.seq}`,
  }))
}

/** Where a shopper began to wait, an alert was planned in the same breath. */
async function everyWaitAlerted(db: Db): Promise<Violation[]> {
  const rows = await db
    .selectFrom('conversations')
    .where('waiting_since', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox')
            .select(sql<number>`1`.as('one'))
            .whereRef('outbox.conversation_id', '=', 'conversations.id')
            .whereRef('outbox.created_at', '>=', 'conversations.waiting_since'),
        ),
      ),
    )
    .select('id')
    .limit(20)
    .execute()
  return rows.map((row) => ({ rule: 'a waiting shopper has alerts in the outbox', where: row.id }))
}

async function noLeaseForgotten(db: Db, now: number): Promise<Violation[]> {
  const rows = await db
    .selectFrom('outbox')
    .where('state', '=', 'leased')
    .where('leased_until', '<', now - LEASE_GRACE)
    .select(['id', 'kind'])
    .limit(20)
    .execute()
  return rows.map((row) => ({ rule: 'no lease is forgotten', where: `${row.kind} ${row.id}` }))
}

/** A file that a message carries is on the disk. */
async function everyFileKept(db: Db, _now: number, files: Files): Promise<Violation[]> {
  const rows = await db
    .selectFrom('files')
    .where('message_id', 'is not', null)
    .select('id')
    .execute()
  const lost: Violation[] = []
  for (const { id } of rows) {
    if (!(await files.has(id)))
      lost.push({ rule: 'the file of a message is on the disk', where: id })
  }
  return lost
}
