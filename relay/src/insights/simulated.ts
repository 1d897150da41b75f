import type { Kysely } from 'kysely'
import { fromJson, toJson } from '../db/json.ts'
import type { PageIds } from './page-ids.ts'
import { addSums, recordOrders, recordVisits, type Tx } from './record.ts'
import type { InsightsSchema } from './schema.ts'
import type { Tally } from './tally.ts'
import type { OrderFact, VisitRecord } from './visit-record.ts'

/** How ids of simulated visits and references of their orders begin; no other one holds a colon. */
export const SIMULATED = 'simulated:'

/** Visits nobody made, and what became of them. */
export interface SimulatedBatch {
  siteId: string
  /** Milliseconds. */
  at: number
  triggerId: string
  visits: VisitRecord[]
  orders: OrderFact[]
}

/** What of a shop's counts nobody made. */
export interface Simulated {
  visits: number
  at: number
  triggerId: string
}

/** Counts simulated visits as all others are counted, and keeps what they added. */
export async function recordSimulated(
  db: Kysely<InsightsSchema>,
  pages: PageIds,
  { siteId, at, triggerId, visits, orders }: SimulatedBatch,
): Promise<void> {
  await recordVisits(db, pages, visits, async (tx, sums) => {
    const { batch } = await tx
      .selectFrom('simulated')
      .where('site_id', '=', siteId)
      .select(({ fn }) => fn.countAll<number>().as('batch'))
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('simulated')
      .values({
        ...{ site_id: siteId, batch, at, trigger_id: triggerId },
        visits: visits.length,
        sums: toJson(sums),
      })
      .execute()
  })
  await recordOrders(db, orders)
}

/** @returns undefined where everything was counted of somebody */
export async function readSimulated(
  db: Kysely<InsightsSchema>,
  siteId: string,
): Promise<Simulated | undefined> {
  const row = await db
    .selectFrom('simulated')
    .where('site_id', '=', siteId)
    .groupBy('site_id')
    .select(({ fn }) => [
      fn.sum<number>('visits').as('visits'),
      fn.max<number>('at').as('at'),
      fn.max<string>('trigger_id').as('triggerId'),
    ])
    .executeTakeFirst()
  return row
}

/** Takes simulated visits out of everything they were counted in, and nothing else. */
export async function removeSimulated(db: Kysely<InsightsSchema>, siteId: string): Promise<void> {
  const batches = await db
    .selectFrom('simulated')
    .where('site_id', '=', siteId)
    .select(['batch', 'sums'])
    .execute()
  for (const { batch, sums } of batches) {
    await db.transaction().execute(async (tx) => {
      await addSums(tx, negative(fromJson(sums)))
      await tx
        .deleteFrom('simulated')
        .where('site_id', '=', siteId)
        .where('batch', '=', batch)
        .execute()
    })
  }
  await db.transaction().execute((tx) => removeRows(tx, siteId))
}

/** What was trimmed meanwhile would be left below nothing. */
async function removeRows(tx: Tx, siteId: string): Promise<void> {
  const own = `${SIMULATED}%`
  await tx.deleteFrom('visits').where('site_id', '=', siteId).where('id', 'like', own).execute()
  for (const table of ['exposures', 'visit_orders'] as const) {
    await tx
      .deleteFrom(table)
      .where('site_id', '=', siteId)
      .where('visit_id', 'like', own)
      .execute()
  }
  await tx
    .deleteFrom('order_facts')
    .where('site_id', '=', siteId)
    .where('reference', 'like', own)
    .execute()
  for (const table of ['page_days', 'dwell_days'] as const) {
    await tx.deleteFrom(table).where('site_id', '=', siteId).where('views', '<=', 0).execute()
  }
  await tx.deleteFrom('step_days').where('site_id', '=', siteId).where('reached', '<=', 0).execute()
}

function negative({ pages, dwells, steps }: Tally): Tally {
  return {
    pages: pages.map((row) => ({
      ...row,
      views: -row.views,
      entries: -row.entries,
      strict_bounces: -row.strict_bounces,
      bounces: -row.bounces,
      exits: -row.exits,
      reached: -row.reached,
      went_on: -row.went_on,
      visible_ms: -row.visible_ms,
    })),
    dwells: dwells.map((row) => ({ ...row, views: -row.views, leavers: -row.leavers })),
    steps: steps.map((row) => ({ ...row, reached: -row.reached, went_on: -row.went_on })),
  }
}
