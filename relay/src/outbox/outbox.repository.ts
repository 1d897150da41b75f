import type { Kysely, Transaction } from 'kysely'
import type { DialectName } from '../db/database.ts'
import type { Row, Schema } from '../db/schema.ts'
import { CUT_OFF, type OutboxState } from './outbox-row.ts'

type Db = Kysely<Schema>

const UNFINISHED: OutboxState[] = ['pending', 'retry', 'leased']

/**
 * Rows whose time has come and that are first in their lane. A lease's end is its `next_at`, so
 * that a row whose worker died is due again like any other.
 */
function dueHeads(db: Db, now: number) {
  return db
    .selectFrom('outbox as head')
    .where('head.state', 'in', UNFINISHED)
    .where('head.next_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.lane', '=', 'head.lane')
            .where('earlier.state', 'in', UNFINISHED)
            .where((eb) =>
              eb.or([
                eb('earlier.place', '<', eb.ref('head.place')),
                eb.and([
                  eb('earlier.place', '=', eb.ref('head.place')),
                  eb('earlier.id', '<', eb.ref('head.id')),
                ]),
              ]),
            ),
        ),
      ),
    )
}

/** One of these topics in which a lease would find something. */
export async function findDueTopic(
  db: Db,
  now: number,
  among: string[],
): Promise<string | undefined> {
  if (among.length === 0) return undefined
  const row = await dueHeads(db, now)
    .select('head.topic')
    .where('head.topic', 'in', among)
    .limit(1)
    .executeTakeFirst()
  return row?.topic
}

/**
 * Takes rows of one topic for one worker, in one statement. Workers on Postgres pass over rows another one is
 * taking; SQLite has one writer at a time.
 */
export async function leaseDue(
  db: Transaction<Schema>,
  lease: {
    dialect: DialectName
    topic: string
    worker: string
    now: number
    until: number
    limit: number
  },
): Promise<Row<'outbox'>[]> {
  return db
    .with('due', (cte) => {
      const heads = dueHeads(cte as unknown as Db, lease.now)
        .select('head.id')
        .where('head.topic', '=', lease.topic)
        .orderBy('head.next_at')
        .limit(lease.limit)
      return lease.dialect === 'postgres' ? heads.forUpdate().skipLocked() : heads
    })
    .updateTable('outbox')
    .set((eb) => ({
      state: 'leased',
      attempts: eb('attempts', '+', 1),
      next_at: lease.until,
      leased_by: lease.worker,
      leased_until: lease.until,
      error: eb.case().when('state', '=', 'leased').then(CUT_OFF).else(eb.ref('error')).end(),
    }))
    .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
    .returningAll()
    .execute()
}

/**
 * Ends a lease with what came of it.
 * @returns false when the lease was lost meanwhile: another attempt is on its way, this one does not count
 */
export async function endLease(
  db: Transaction<Schema>,
  row: Row<'outbox'>,
  change: Partial<Row<'outbox'>>,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ ...change, leased_by: null, leased_until: null })
    .where('id', '=', row.id)
    .where('state', '=', 'leased')
    .where('leased_by', '=', row.leased_by)
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Makes rows leased by others due again. Only right where no other process can be alive. */
export async function takeBackLeases(
  db: Transaction<Schema>,
  worker: string,
  now: number,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ next_at: now, leased_until: now })
    .where('state', '=', 'leased')
    .where('leased_by', '!=', worker)
    .execute()
}

/** Removes rows that ended before a moment; those that were given up wait for somebody to look. */
export async function removeEnded(db: Transaction<Schema>, before: number): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('done_at', '<', before)
    .where('state', '!=', 'dead' satisfies OutboxState)
    .execute()
}

/** Of these rows, those that ended, and whether what they ask for is out. */
export async function findEnded(
  db: Db,
  ids: string[],
): Promise<Map<string, { sent: boolean; error: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'state', 'error'])
    .where('id', 'in', ids)
    .where('state', 'not in', UNFINISHED)
    .execute()
  return new Map(
    rows.map((row) => [row.id, { sent: row.state === 'sent', error: row.error ?? '' }]),
  )
}

/** Highest place of a conversation's rows of one kind in any of these states; 0 for none. */
export async function highestPlace(
  db: Db,
  conversationId: string,
  kind: string,
  states: readonly OutboxState[],
): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('place').as('place'))
    .where('conversation_id', '=', conversationId)
    .where('kind', '=', kind)
    .where('state', 'in', states)
    .executeTakeFirst()
  return row?.place ?? 0
}

/** What a row is before its first attempt. */
const FRESH = {
  state: 'pending' satisfies OutboxState,
  attempts: 0,
  leased_by: null,
  leased_until: null,
  error: null,
  done_at: null,
}

/** Makes cancelled rows of a message due again. */
export async function reviveRows(
  db: Transaction<Schema>,
  which: { conversationId: string; messageId: string; kinds: readonly string[] },
  now: number,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ ...FRESH, next_at: now })
    .where('conversation_id', '=', which.conversationId)
    .where('message_id', '=', which.messageId)
    .where('kind', 'in', which.kinds)
    .where('state', '=', 'cancelled')
    .execute()
}

/** Makes one row due that waits to be tried again. @returns whether it waited */
export async function dueNow(db: Transaction<Schema>, id: string, now: number): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ next_at: now })
    .where('id', '=', id)
    .where('state', '=', 'retry' satisfies OutboxState)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Makes all rows due that wait for one reason. */
export async function dueNowFor(
  db: Transaction<Schema>,
  reason: string,
  now: number,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ next_at: now })
    .where('state', '=', 'retry' satisfies OutboxState)
    .where('error', '=', reason)
    .execute()
}

/** Whether rows of a lane have not ended. */
export async function hasUnfinished(db: Db, lane: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', lane)
    .where('state', 'in', UNFINISHED)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A row of a message and kind, the newest; undefined when there is none any more. */
export function findNewest(
  db: Db,
  conversationId: string,
  messageId: string,
  kind: string,
): Promise<Row<'outbox'> | undefined> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('message_id', '=', messageId)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A site's rows that were given up, newest failure first. */
export async function findDead(
  db: Db,
  siteId: string,
  { conversationId, limit }: { conversationId?: string | undefined; limit: number },
): Promise<Row<'outbox'>[]> {
  let query = db
    .selectFrom('outbox')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('state', '=', 'dead' satisfies OutboxState)
    .orderBy('done_at', 'desc')
    .orderBy('id')
    .limit(limit)
  if (conversationId) query = query.where('conversation_id', '=', conversationId)
  return query.execute()
}

export async function countDead(db: Db, siteId: string): Promise<number> {
  const { n } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('site_id', '=', siteId)
    .where('state', '=', 'dead' satisfies OutboxState)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/**
 * Makes one row that was given up due again.
 * @returns the row as it now is; undefined when there is no such row, or not any more
 */
export async function reviveDead(
  db: Transaction<Schema>,
  siteId: string,
  id: string,
  now: number,
): Promise<Row<'outbox'> | undefined> {
  return changeDead(db, siteId, id, { ...FRESH, next_at: now })
}

/** Puts one row that was given up aside; it goes with the others that ended. */
export async function cancelDead(
  db: Transaction<Schema>,
  siteId: string,
  id: string,
  now: number,
): Promise<Row<'outbox'> | undefined> {
  return changeDead(db, siteId, id, { state: 'cancelled' satisfies OutboxState, done_at: now })
}

function changeDead(
  db: Transaction<Schema>,
  siteId: string,
  id: string,
  change: Partial<Row<'outbox'>>,
): Promise<Row<'outbox'> | undefined> {
  return db
    .updateTable('outbox')
    .set(change)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('state', '=', 'dead' satisfies OutboxState)
    .returningAll()
    .executeTakeFirst()
}
