import type {
  Device,
  LossRate,
  PageDetail,
  PageReport,
  PagesReport,
  PlanAnswer,
  SimulateAnswer,
  SimulatedTrigger,
  TriggersReport,
} from '@loods/protocol'
import { notFound } from '../errors.ts'
import type { Site } from '../sites/site.service.ts'
import type { SharedTrigger } from '../triggers/trigger.service.ts'
import { medianLeaver } from './dwell.ts'
import type { PageReport as Found, Rate } from './findings.ts'
import type { Insights } from './insights.ts'
import { PLAN_PERIOD, planTrial } from './plan.ts'
import { DWELL_ENDS, dayOf } from './tally.ts'
import { triggersAsCsv } from './triggers-csv.ts'
import { reportTriggers } from './verdicts.ts'
import type { OrderFact } from './visit-record.ts'

/** What a shop's pages do to its visits, as members read it. */
export interface InsightsService {
  /** @param days today and those before it */
  pages(siteId: string, days: number): Promise<PagesReport>
  /** What each trigger is worth, by what the shop's own server confirmed of its visits' orders. */
  triggers(siteId: string): Promise<TriggersReport>
  /** How long a proof takes by how many visits are held out. @param triggerId one that has a trial, or none */
  plan(siteId: string, triggerId?: string): Promise<PlanAnswer>
  /** The same as a table, with the names of the triggers. */
  triggersTable(siteId: string): Promise<string>
  /** What a trigger would have done in the visits of these days. */
  simulate(siteId: string, days: number, trigger: SimulatedTrigger): Promise<SimulateAnswer>
  /** One page key, on one kind of device or on all. @throws RelayError not_found */
  page(siteId: string, days: number, page: { pageId: number; device?: Device }): Promise<PageDetail>
}

export function createInsightsService(deps: {
  insights: Pick<Insights, 'ask'>
  clock: () => number
  site(siteId: string): Promise<Site>
  triggers(siteId: string): Promise<SharedTrigger[]>
  /** What the shop says of these orders now; of those it does not know, nothing. */
  orders(siteId: string, references: string[]): Promise<OrderFact[]>
}): InsightsService {
  const { insights, clock } = deps
  const lately = (siteId: string, days: number) => {
    const to = dayOf(clock())
    return { siteId, from: to - days + 1, to }
  }

  async function triggersNow(siteId: string): Promise<[SharedTrigger[], TriggersReport]> {
    const [triggers, references] = await Promise.all([
      deps.triggers(siteId),
      insights.ask('references', siteId),
    ])
    await insights.ask('recordOrders', await deps.orders(siteId, references))
    const trials = await insights.ask('trials', siteId, clock())
    return [triggers, reportTriggers(triggers, trials, clock())]
  }

  return {
    async pages(siteId, days) {
      const when = lately(siteId, days)
      const [{ settings }, pages, steps] = await Promise.all([
        deps.site(siteId),
        insights.ask('pages', when),
        insights.ask('steps', when),
      ])
      return {
        from: when.from,
        to: when.to,
        measuring: settings.measuring,
        pages: pages.map(toReport).sort((a, b) => lostOn(b) - lostOn(a)),
        steps,
      }
    },
    async triggers(siteId) {
      const [, report] = await triggersNow(siteId)
      return report
    },
    async plan(siteId, triggerId) {
      const now = clock()
      const [triggers, { currency, trials }, totals] = await Promise.all([
        deps.triggers(siteId),
        insights.ask('trials', siteId, now),
        insights.ask('visitTotals', { siteId, from: now - PLAN_PERIOD, to: now }),
      ])
      const known = triggers.find(({ id }) => id === triggerId)
      const trial = trials.find(
        (one) => one.triggerId === known?.id && one.version === known.version,
      )
      return planTrial({ currency, totals, trial }, now)
    },
    triggersTable: async (siteId) => triggersAsCsv(...(await triggersNow(siteId))),
    async simulate(siteId, days, trigger) {
      const when = lately(siteId, days)
      const { settings } = await deps.site(siteId)
      const answer = await insights.ask('replay', when, trigger, settings.manners)
      return { from: when.from, to: when.to, ...answer }
    },
    async page(siteId, days, page) {
      if (!(await insights.ask('hasPage', siteId, page.pageId))) throw notFound('This page')
      const when = lately(siteId, days)
      const [perDay, dwell] = await Promise.all([
        insights.ask('pageDays', when, page),
        insights.ask('dwell', when, page),
      ])
      const median = medianLeaver(dwell)
      return {
        days: perDay,
        dwell: dwell.map(({ step, views, leavers }) => {
          const until = DWELL_ENDS[step]
          return { views, leavers, ...(until !== undefined && { until }) }
        }),
        ...(median !== undefined && { medianLeaver: median }),
      }
    },
  }
}

/** Visits a page loses beyond what is usual, in the way it loses most. */
function lostOn({ bounce, exit, dropOff }: PageReport): number {
  return Math.max(bounce.lost, exit.lost, dropOff.lost)
}

function toReport({ visibleMs, bounce, exit, dropOff, ...page }: Found): PageReport {
  return {
    ...page,
    seconds: page.views === 0 ? 0 : visibleMs / page.views / 1_000,
    bounce: toRate(bounce),
    exit: toRate(exit),
    dropOff: toRate(dropOff),
  }
}

function toRate({ n, hits, interval, finding }: Rate): LossRate {
  const { standing, baseline, lost, daysMore } = finding
  return {
    n,
    hits,
    interval,
    standing,
    baseline,
    lost,
    ...(daysMore !== undefined && { daysMore }),
  }
}
