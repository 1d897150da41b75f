import { type Kysely, sql } from 'kysely'
import { type Arm, type ArmTotals, NO_OUTCOMES, type Trial } from '../statistics/arms.ts'
import type { InsightsSchema } from './schema.ts'
import { DAY } from './tally.ts'

/**
 * Milliseconds after a visit was eligible in which an order of it counts. Younger visits are left out,
 * or they would favour whichever arm decides quicker.
 */
export const OUTCOME_WINDOW = DAY

/** What became of the offered visits that one way of saying it belonged to. */
export type VariantCounts = Pick<
  ArmRow,
  'variant' | 'eligible' | 'shown' | 'accepted' | 'ordered' | 'revenue'
>

/** What became of the visits in which one version of a trigger would have fired. */
export interface TrialCounts {
  triggerId: string
  version: number
  trial: Trial
  /** Of the visits that were to be offered help. */
  offered: { shown: number; closed: number; accepted: number; replied: number }
  /** The same visits by which way of saying it was theirs. */
  variants: VariantCounts[]
  /** Why nothing was shown, by reason. */
  suppressed: Record<string, number>
  /** When the first visit was eligible, and visits whose window has not passed. */
  since: number
  ripening: number
}

interface ArmRow extends ArmTotals {
  triggerId: string
  version: number
  arm: Arm
  variant: number
  shown: number
  closed: number
  accepted: number
  replied: number
  since: number
}

/**
 * Both arms of every trigger's trial, as the shop's own server confirmed their orders. Intent to treat:
 * a visit counts in its arm whether or not it saw the prompt.
 * @param currency only amounts in it are added up
 */
export async function readTrials(
  db: Kysely<InsightsSchema>,
  { siteId, now, currency }: { siteId: string; now: number; currency: string },
): Promise<TrialCounts[]> {
  const matured = now - OUTCOME_WINDOW
  const [arms, reasons, young] = await Promise.all([
    readArms(db, siteId, matured, currency),
    readSuppressed(db, siteId),
    countYoung(db, siteId, matured),
  ])
  const begun = Map.groupBy([...arms, ...young], nameOf)
  return [...begun.values()].flatMap(([first]) => {
    if (!first) return []
    const { triggerId, version } = first
    const own = nameOf(first)
    const rows = arms.filter((row) => nameOf(row) === own)
    const offered = rows.filter(({ arm }) => arm === 'offered')
    return {
      triggerId,
      version,
      trial: { offered: totalsOf(rows, 'offered'), heldOut: totalsOf(rows, 'heldOut') },
      offered: {
        shown: sum(offered, 'shown'),
        closed: sum(offered, 'closed'),
        accepted: sum(offered, 'accepted'),
        replied: sum(offered, 'replied'),
      },
      variants: offered,
      suppressed: Object.fromEntries(
        reasons.filter((row) => nameOf(row) === own).map(({ suppressed, n }) => [suppressed, n]),
      ),
      since: Math.min(now, ...rows.map(({ since }) => since)),
      ripening: young.find((row) => nameOf(row) === own)?.n ?? 0,
    }
  })
}

/** Orders that visits of trials named, whether the shop knows them or not. */
export async function readReferences(
  db: Kysely<InsightsSchema>,
  siteId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('visit_orders')
    .innerJoin('exposures', (join) =>
      join
        .onRef('exposures.site_id', '=', 'visit_orders.site_id')
        .onRef('exposures.visit_id', '=', 'visit_orders.visit_id'),
    )
    .where('visit_orders.site_id', '=', siteId)
    .select('visit_orders.reference')
    .distinct()
    .execute()
  return rows.map(({ reference }) => reference)
}

/** The currency most of a site's confirmed orders are in. */
export async function readCurrency(
  db: Kysely<InsightsSchema>,
  siteId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('order_facts')
    .select('currency')
    .where('site_id', '=', siteId)
    .groupBy('currency')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .executeTakeFirst()
  return row?.currency
}

function readArms(
  db: Kysely<InsightsSchema>,
  siteId: string,
  matured: number,
  currency: string,
): Promise<ArmRow[]> {
  return db
    .with('bought', (db) =>
      db
        .selectFrom('visit_orders')
        .innerJoin('order_facts', (join) =>
          join
            .onRef('order_facts.site_id', '=', 'visit_orders.site_id')
            .onRef('order_facts.reference', '=', 'visit_orders.reference')
            .on('order_facts.counts', '=', 1),
        )
        .where('visit_orders.site_id', '=', siteId)
        .groupBy('visit_orders.visit_id')
        .select('visit_orders.visit_id')
        .select(
          sql<number>`sum(case when order_facts.currency = ${currency} then net else 0 end)`.as(
            'revenue',
          ),
        ),
    )
    .selectFrom('exposures')
    .leftJoin('bought', 'bought.visit_id', 'exposures.visit_id')
    .where('site_id', '=', siteId)
    .where('at', '<=', matured)
    .groupBy(['trigger_id', 'version', 'arm', 'variant'])
    .select(['trigger_id as triggerId', 'version', 'arm', 'variant'])
    .select(({ fn }) => [
      fn.countAll<number>().as('eligible'),
      fn.sum<number>('bounced').as('bounced'),
      fn.sum<number>('added_to_cart').as('addedToCart'),
      fn.count<number>('bought.visit_id').as('ordered'),
      sql<number>`coalesce(sum(bought.revenue), 0)`.as('revenue'),
      sql<number>`coalesce(sum(bought.revenue * 1.0 * bought.revenue), 0)`.as('revenueSquares'),
      sql<number>`sum(suppressed = '')`.as('shown'),
      fn.sum<number>('closed').as('closed'),
      fn.sum<number>('accepted').as('accepted'),
      fn.sum<number>('replied').as('replied'),
      fn.min<number>('at').as('since'),
    ])
    .execute()
}

function readSuppressed(db: Kysely<InsightsSchema>, siteId: string) {
  return db
    .selectFrom('exposures')
    .where('site_id', '=', siteId)
    .where('suppressed', '!=', '')
    .where('arm', '=', 'offered')
    .groupBy(['trigger_id', 'version', 'suppressed'])
    .select(['trigger_id as triggerId', 'version', 'suppressed'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .execute()
}

function countYoung(db: Kysely<InsightsSchema>, siteId: string, matured: number) {
  return db
    .selectFrom('exposures')
    .where('site_id', '=', siteId)
    .where('at', '>', matured)
    .groupBy(['trigger_id', 'version'])
    .select(['trigger_id as triggerId', 'version'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .execute()
}

function totalsOf(rows: readonly ArmRow[], arm: Arm): ArmTotals {
  const own = rows.filter((row) => row.arm === arm)
  const names = Object.keys(NO_OUTCOMES) as (keyof ArmTotals)[]
  return Object.fromEntries(names.map((name) => [name, sum(own, name)])) as unknown as ArmTotals
}

function sum<Name extends string>(rows: readonly Record<Name, number>[], name: Name): number {
  return rows.reduce((total, row) => total + row[name], 0)
}

function nameOf({ triggerId, version }: { triggerId: string; version: number }): string {
  return `${triggerId} ${version}`
}
