import type { PlanAnswer } from '@loods/protocol'
import { type Kysely, sql } from 'kysely'
import { visitsToProve } from '../statistics/plan.ts'
import type { InsightsSchema } from './schema.ts'
import { DAY } from './tally.ts'
import type { TrialCounts } from './trials.ts'
import { ALPHA, visitsPerDay } from './verdicts.ts'

/** Shares of visits to choose from, beside none. */
const SHARES = [0.05, 0.1, 0.2, 0.3, 0.5]
/** A fifth more orders: what help in the right place may bring, and a shop can hope to see. */
const EFFECT = 0.2
/** Share of visits that order, where a shop has not shown its own yet: usual for web shops. */
const USUAL_RATE = 0.03
/** Orders from which a rate is the shop's own, and not chance. */
const ENOUGH_ORDERS = 20
/** Visits from which a trial's own pace is told. */
const ENOUGH_VISITS = 30
/** Milliseconds of visits that a shop's own rate is of. */
export const PLAN_PERIOD = 28 * DAY
/** A rate beyond which a fifth more cannot be. */
const HIGHEST_RATE = 0.8

/** Visits of a shop, and those of them with an order that the shop confirmed. */
export interface VisitTotals {
  visits: number
  ordered: number
}

/** Counts the visits that began in these milliseconds. */
export async function readVisitTotals(
  db: Kysely<InsightsSchema>,
  { siteId, from, to }: { siteId: string; from: number; to: number },
): Promise<VisitTotals> {
  const row = await db
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
        .select('visit_orders.visit_id')
        .distinct(),
    )
    .selectFrom('visits')
    .leftJoin('bought', 'bought.visit_id', 'visits.id')
    .where('site_id', '=', siteId)
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .select(sql<number>`count(*)`.as('visits'))
    .select(sql<number>`count(bought.visit_id)`.as('ordered'))
    .executeTakeFirstOrThrow()
  return row
}

/**
 * What a merchant weighs when choosing how many visits to hold out.
 * @param trial the trigger's own so far, if it has one
 * @param now milliseconds
 */
export function planTrial(
  {
    currency,
    totals,
    trial,
  }: { currency: string; totals: VisitTotals; trial?: TrialCounts | undefined },
  now: number,
): PlanAnswer {
  const base = baseOf(totals, trial)
  const expectation = { base: base.rate, effect: EFFECT, alpha: ALPHA }
  const eligible = trial ? trial.trial.offered.eligible + trial.trial.heldOut.eligible : 0
  return {
    currency,
    base,
    effect: EFFECT,
    ...(eligible >= ENOUGH_VISITS && { perDay: visitsPerDay(trial, now) }),
    shares: SHARES.map((holdOut) => ({
      holdOut,
      visits: visitsToProve({ ...expectation, heldOutShare: holdOut }),
    })),
  }
}

/** The visits that got no help tell best; of a trial without any, nothing is known without it. */
function baseOf(totals: VisitTotals, trial: TrialCounts | undefined): PlanAnswer['base'] {
  const { eligible, ordered } = trial?.trial.heldOut ?? { eligible: 0, ordered: 0 }
  if (ordered >= ENOUGH_ORDERS) return { rate: rateOf(ordered, eligible), from: 'trial' }
  if (totals.ordered >= ENOUGH_ORDERS) {
    return { rate: rateOf(totals.ordered, totals.visits), from: 'shop' }
  }
  return { rate: USUAL_RATE, from: 'assumed' }
}

function rateOf(ordered: number, visits: number): number {
  return Math.min(HIGHEST_RATE, ordered / visits)
}
