import { type Kysely, sql, type Transaction } from 'kysely'
import { busiestKeys, OTHER_PAGES } from '../page-views/page-key-budget.ts'
import { MAX_KEYS } from './page-ids.ts'
import type { InsightsSchema } from './schema.ts'
import { dayOf } from './tally.ts'

type Db = Kysely<InsightsSchema>
type Tx = Transaction<InsightsSchema>

/** Pages that keep their names when there is no room left for new ones. */
const KEPT_KEYS = 800
/** Days by which it is decided which pages are the busiest. */
const BUSY_DAYS = 28

/**
 * Forgets what a site keeps no longer: visits, trials, orders and counts from before that moment, and the
 * names of pages of which nothing is left.
 */
export async function trimSite(db: Db, siteId: string, before: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await trimVisits(tx, siteId, before)
    for (const table of ['page_days', 'dwell_days', 'step_days'] as const) {
      await tx
        .deleteFrom(table)
        .where('site_id', '=', siteId)
        .where('day', '<', dayOf(before))
        .execute()
    }
    await tx
      .deleteFrom('pages')
      .where('site_id', '=', siteId)
      // The trails of visits name a folded page as long as they are kept.
      .where('folded_on', '<', dayOf(before))
      .where('id', 'not in', (query) =>
        query.selectFrom('page_days').select('page_id').distinct().where('site_id', '=', siteId),
      )
      .execute()
  })
}

async function trimVisits(tx: Tx, siteId: string, before: number): Promise<void> {
  await tx
    .deleteFrom('visits')
    .where('site_id', '=', siteId)
    .where('started_at', '<', before)
    .execute()
  for (const table of ['exposures', 'visit_orders'] as const) {
    await tx.deleteFrom(table).where('site_id', '=', siteId).where('at', '<', before).execute()
  }
  await tx
    .deleteFrom('order_facts')
    .where('site_id', '=', siteId)
    .where('reference', 'not in', (query) =>
      query.selectFrom('visit_orders').select('reference').where('site_id', '=', siteId),
    )
    .execute()
}

/**
 * Makes room where all names are taken: the busiest pages keep theirs, the counts of the others are added
 * to what is counted for all other pages, so that every sum stays what it was.
 * @param today a day since 1970
 */
export async function foldPages(db: Db, siteId: string, today: number): Promise<void> {
  const named = await namedPages(db, siteId)
  const views = await viewsByKey(db, siteId, named, today)
  if (views.size < MAX_KEYS) return
  const kept = new Set([...busiestKeys(views, KEPT_KEYS), OTHER_PAGES])
  const gone = named.filter(({ key }) => !kept.has(key))
  await db.transaction().execute(async (tx) => {
    for (const [kind, pages] of Map.groupBy(gone, (page) => page.kind)) {
      const into = await bucketOf(tx, siteId, kind)
      const ids = pages.map(({ id }) => id)
      await moveDays(tx, siteId, ids, into)
      await moveDwell(tx, siteId, ids, into)
      await tx.updateTable('pages').set({ folded_on: today }).where('id', 'in', ids).execute()
    }
  })
}

function namedPages(db: Db, siteId: string) {
  return db
    .selectFrom('pages')
    .select(['id', 'key', 'kind'])
    .where('site_id', '=', siteId)
    .where('folded_on', '=', 0)
    .execute()
}

/** Views of late of each page key, of whatever kind. */
async function viewsByKey(
  db: Db,
  siteId: string,
  named: readonly { id: number; key: string }[],
  today: number,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('page_days')
    .where('site_id', '=', siteId)
    .where('day', '>', today - BUSY_DAYS)
    .groupBy('page_id')
    .select(({ fn }) => ['page_id', fn.sum<number>('views').as('views')])
    .execute()
  const views = new Map(rows.map((row) => [row.page_id, row.views]))
  const sums = new Map<string, number>()
  for (const { id, key } of named) sums.set(key, (sums.get(key) ?? 0) + (views.get(id) ?? 0))
  return sums
}

async function bucketOf(
  tx: Tx,
  siteId: string,
  kind: InsightsSchema['pages']['kind'],
): Promise<number> {
  const { id } = await tx
    .insertInto('pages')
    .values({ site_id: siteId, key: OTHER_PAGES, kind })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'key', 'kind']).doUpdateSet({ folded_on: 0 }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const DAY_SUMS = [
  'views',
  'entries',
  'strict_bounces',
  'bounces',
  'exits',
  'reached',
  'went_on',
  'visible_ms',
] as const
const DWELL_SUMS = ['leavers', 'views'] as const

/** Adds rows of pages to those of another page, and takes them away. */
async function moveDays(tx: Tx, siteId: string, ids: number[], into: number): Promise<void> {
  await tx
    .insertInto('page_days')
    .columns(['site_id', 'day', 'page_id', 'device', 'untouched', ...DAY_SUMS])
    .expression(
      tx
        .selectFrom('page_days')
        .where('site_id', '=', siteId)
        .where('page_id', 'in', ids)
        .groupBy(['day', 'device', 'untouched'])
        .select((eb) => [
          eb.val(siteId).as('site_id'),
          'day',
          eb.val(into).as('page_id'),
          'device',
          'untouched',
          ...DAY_SUMS.map((column) => eb.fn.sum<number>(column).as(column)),
        ]),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'day', 'page_id', 'device', 'untouched'])
        .doUpdateSet(added('page_days', DAY_SUMS)),
    )
    .execute()
  await tx
    .deleteFrom('page_days')
    .where('site_id', '=', siteId)
    .where('page_id', 'in', ids)
    .execute()
}

async function moveDwell(tx: Tx, siteId: string, ids: number[], into: number): Promise<void> {
  await tx
    .insertInto('dwell_days')
    .columns(['site_id', 'day', 'page_id', 'device', 'step', ...DWELL_SUMS])
    .expression(
      tx
        .selectFrom('dwell_days')
        .where('site_id', '=', siteId)
        .where('page_id', 'in', ids)
        .groupBy(['day', 'device', 'step'])
        .select((eb) => [
          eb.val(siteId).as('site_id'),
          'day',
          eb.val(into).as('page_id'),
          'device',
          'step',
          ...DWELL_SUMS.map((column) => eb.fn.sum<number>(column).as(column)),
        ]),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'page_id', 'day', 'device', 'step'])
        .doUpdateSet(added('dwell_days', DWELL_SUMS)),
    )
    .execute()
  await tx
    .deleteFrom('dwell_days')
    .where('site_id', '=', siteId)
    .where('page_id', 'in', ids)
    .execute()
}

function added(table: string, columns: readonly string[]) {
  return Object.fromEntries(
    columns.map((column) => [
      column,
      sql<number>`${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
    ]),
  )
}
