import type { Device, Manners, SimulatedTrigger } from '@loods/protocol'
import type { Kysely } from 'kysely'
import { learnRisk } from '../risk/learn-risk.ts'
import { replayOf } from '../simulator/recorded-visits.ts'
import { reportPages } from './findings.ts'
import { createJudge } from './judge.ts'
import { createPageIds } from './page-ids.ts'
import { readOrderReferences, readPastVisits } from './past-visits.ts'
import { readVisitTotals } from './plan.ts'
import { recordOrders, recordVisits } from './record.ts'
import { replayVisits } from './replay.ts'
import { type Days, hasPage, readDwell, readPageDays, readPages, readSteps } from './reports.ts'
import type { InsightsSchema } from './schema.ts'
import {
  readSimulated,
  recordSimulated,
  removeSimulated,
  type SimulatedBatch,
} from './simulated.ts'
import { dayOf } from './tally.ts'
import { readCurrency, readReferences, readTrials } from './trials.ts'
import { foldPages, trimSite } from './trim.ts'
import type { OrderFact, VisitRecord } from './visit-record.ts'

/** Tables whose rows belong to a site. */
const TABLES = [
  'pages',
  'page_days',
  'dwell_days',
  'step_days',
  'visits',
  'exposures',
  'visit_orders',
  'order_facts',
  'simulated',
] as const

/** What is counted on shops' pages: everything the worker can be asked, by name. */
export type InsightsStore = ReturnType<typeof createInsightsStore>

export function createInsightsStore(db: Kysely<InsightsSchema>) {
  const pages = createPageIds(db)
  const judge = createJudge(db)
  return {
    async recordVisits(visits: VisitRecord[]) {
      await recordVisits(db, pages, visits)
      for (const [siteId, own] of Map.groupBy(visits, (visit) => visit.siteId)) {
        judge.counted(siteId, own.length)
      }
    },
    recordOrders: (facts: OrderFact[]) => recordOrders(db, facts),
    async recordSimulated(batch: SimulatedBatch) {
      await recordSimulated(db, pages, batch)
      judge.forget(batch.siteId)
    },
    simulated: (siteId: string) => readSimulated(db, siteId),
    async removeSimulated(siteId: string) {
      await removeSimulated(db, siteId)
      judge.forget(siteId)
    },
    async pages(days: Days) {
      const findings = await judge.findings(days.siteId, days.to)
      return reportPages(await readPages(db, days), findings)
    },
    /** Every page that is counted by itself. */
    pageNames: (siteId: string) =>
      db
        .selectFrom('pages')
        .select(['key', 'kind'])
        .where('site_id', '=', siteId)
        .where('folded_on', '=', 0)
        .execute(),
    hasPage: (siteId: string, pageId: number) => hasPage(db, siteId, pageId),
    pageDays: (days: Days, page: { pageId: number; device?: Device }) =>
      readPageDays(db, days, page),
    dwell: (days: Days, page: { pageId: number; device?: Device }) => readDwell(db, days, page),
    steps: (days: Days) => readSteps(db, days),
    /** What a trigger would have done in these days' visits. */
    replay: (days: Days, trigger: SimulatedTrigger, manners: Manners) =>
      replayVisits(db, days, replayOf(trigger, manners)),
    visitTotals: (when: { siteId: string; from: number; to: number }) => readVisitTotals(db, when),
    orderReferences: (siteId: string) => readOrderReferences(db, siteId),
    /** How likely visits are to end without an order; takes seconds where there are many. */
    learnRisk: async (siteId: string, now: number) =>
      learnRisk(await readPastVisits(db, siteId, now)),
    references: (siteId: string) => readReferences(db, siteId),
    /** Every trigger's trial up to now; amounts in the currency most orders are in. */
    async trials(siteId: string, now: number) {
      const currency = (await readCurrency(db, siteId)) ?? 'EUR'
      return { currency, trials: await readTrials(db, { siteId, now, currency }) }
    },

    /** Forgets what a site keeps no longer, and makes room for new pages. @param now milliseconds */
    async trim(siteId: string, before: number, now: number): Promise<void> {
      await trimSite(db, siteId, before)
      await foldPages(db, siteId, dayOf(now))
      pages.forget(siteId)
      judge.forget(siteId)
    },

    /** Forgets a site. */
    async forget(siteId: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (const table of TABLES)
          await tx.deleteFrom(table).where('site_id', '=', siteId).execute()
      })
      pages.forget(siteId)
      judge.forget(siteId)
    },
  }
}
