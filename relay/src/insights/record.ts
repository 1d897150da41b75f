import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { toJson } from '../db/json.ts'
import type { PageIds } from './page-ids.ts'
import type { InsightsSchema, TrailStep } from './schema.ts'
import { isTrialBounce, type Tally, tally } from './tally.ts'
import type { OrderFact, ViewRecord, VisitRecord } from './visit-record.ts'

export type Tx = Transaction<InsightsSchema>

/** Rows in one statement; SQLite takes 32,766 parameters. */
const CHUNK = 500

/**
 * Keeps visits that are over: adds them to the roll-ups, and keeps their trails and exposures.
 * @param also is done with what they added, in the same transaction
 */
export async function recordVisits(
  db: Kysely<InsightsSchema>,
  pages: PageIds,
  visits: readonly VisitRecord[],
  also?: (tx: Tx, sums: Tally) => Promise<void>,
): Promise<void> {
  for (const [siteId, own] of Map.groupBy(visits, (visit) => visit.siteId)) {
    await pages.learn(
      siteId,
      own.flatMap(({ views }) => views),
    )
  }
  const idOf = (siteId: string, view: ViewRecord) => pages.idOf(siteId, view)
  const sums = tally(visits, idOf)
  await db.transaction().execute(async (tx) => {
    await addSums(tx, sums)
    await insert(
      tx,
      'visits',
      visits.map((visit) => visitRow(visit, idOf)),
    )
    await insert(tx, 'exposures', visits.flatMap(exposureRows))
    await insert(tx, 'visit_orders', visits.flatMap(orderRows))
    await also?.(tx, sums)
  })
}

/** Adds what some visits come to, or takes it out again where its counts are negative. */
export async function addSums(tx: Tx, sums: Tally): Promise<void> {
  await addUp(tx, 'page_days', ['site_id', 'day', 'page_id', 'device', 'untouched'], sums.pages)
  await addUp(tx, 'dwell_days', ['site_id', 'page_id', 'day', 'device', 'step'], sums.dwells)
  await addUp(tx, 'step_days', ['site_id', 'day', 'device', 'kind'], sums.steps)
}

/** Keeps what a shop says of its orders; what it says later counts. */
export async function recordOrders(
  db: Kysely<InsightsSchema>,
  facts: readonly OrderFact[],
): Promise<void> {
  for (const { siteId, counts, ...fact } of facts) {
    const said = { ...fact, counts: Number(counts) }
    await db
      .insertInto('order_facts')
      .values({ site_id: siteId, ...said })
      .onConflict((conflict) => conflict.columns(['site_id', 'reference']).doUpdateSet(said))
      .execute()
  }
}

/** Adds counts to the rows of the same place. */
async function addUp<T extends 'page_days' | 'dwell_days' | 'step_days'>(
  tx: Tx,
  table: T,
  place: string[],
  rows: InsightsSchema[T][],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const counts = Object.keys(first).filter((column) => !place.includes(column))
  const sums = Object.fromEntries(
    counts.map((count) => [
      count,
      sql`${sql.ref(`${table}.${count}`)} + ${sql.ref(`excluded.${count}`)}`,
    ]),
  )
  // One of them stands for all while statements are built.
  for (const chunk of chunksOf(rows)) {
    await tx
      .insertInto(table as 'step_days')
      .values(chunk as unknown as InsightsSchema['step_days'][])
      .onConflict((conflict) => conflict.columns(place as never).doUpdateSet(sums))
      .execute()
  }
}

async function insert<T extends 'visits' | 'exposures' | 'visit_orders'>(
  tx: Tx,
  table: T,
  rows: InsightsSchema[T][],
): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    await tx
      .insertInto(table as 'visits')
      .values(chunk as unknown as InsightsSchema['visits'][])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function visitRow(
  { siteId, id, startedAt, endedAt, device, referrer, views, addedToCart, invited }: VisitRecord,
  idOf: (siteId: string, view: ViewRecord) => number,
): InsightsSchema['visits'] {
  const trail = views.map(
    (view): TrailStep => [
      idOf(siteId, view),
      seconds(view.openedAt - startedAt),
      seconds(view.visibleMs),
      Math.round(view.depth * 100),
      view.interactions,
      Number(view.addedToCart ?? false),
    ],
  )
  return {
    site_id: siteId,
    started_at: startedAt,
    id,
    seconds: seconds(endedAt - startedAt),
    device,
    referrer: referrer ?? '',
    trail: toJson(trail),
    added_to_cart: Number(addedToCart),
    invited: Number(invited ?? false),
  }
}

function exposureRows(visit: VisitRecord): InsightsSchema['exposures'][] {
  return visit.exposures.map((exposure) => ({
    site_id: visit.siteId,
    trigger_id: exposure.triggerId,
    version: exposure.version,
    visit_id: visit.id,
    arm: exposure.arm,
    variant: exposure.variant,
    share: exposure.share ?? 1,
    at: exposure.at,
    suppressed: exposure.suppressed ?? '',
    closed: Number(exposure.closed),
    accepted: Number(exposure.accepted),
    replied: Number(exposure.replied),
    bounced: Number(isTrialBounce(visit.views)),
    added_to_cart: Number(visit.addedToCart),
  }))
}

function orderRows({ siteId, id, orders, endedAt }: VisitRecord): InsightsSchema['visit_orders'][] {
  return orders.map((reference) => ({ site_id: siteId, visit_id: id, reference, at: endedAt }))
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1_000)
}

function* chunksOf<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += CHUNK) yield rows.slice(at, at + CHUNK)
}
