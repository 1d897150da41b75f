import type { RiskReport, Trigger } from '@loods/protocol'
import { conditionsOf } from '@loods/protocol/conditions'
import type { RiskFeature } from '@loods/protocol/risk'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Writer } from '../db/writer.ts'
import type { Insights } from '../insights/insights.ts'
import type { OrderFact } from '../insights/visit-record.ts'
import type { Logger } from '../logger.ts'
import type { Site } from '../sites/site.service.ts'
import type { RiskWeights } from '../statistics/risk-weights.ts'
import { ENOUGH, type LearntRisk } from './learn-risk.ts'
import { findRisk, saveRisk } from './risk.repository.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Milliseconds after midnight, UTC, from which shops' visits are learnt from. */
const NIGHT = 2 * HOUR

/** How likely visits of a shop are to end without an order. */
export interface RiskService {
  /** Learns anew of every shop whose night has come; a shop that was never looked at is looked at now. */
  tick(): Promise<void>
  /** Learns of one shop now. */
  learn(siteId: string): Promise<void>
  /** What pages need to work a risk out: only where one of these triggers waits for it, and it is good. */
  weights(site: Site, triggers: readonly Trigger[]): Promise<RiskWeights | undefined>
  /** @throws RelayError not_found */
  report(siteId: string): Promise<RiskReport>
}

export interface RiskDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  insights: Pick<Insights, 'ask' | 'isEmpty'>
  sites: { all(): Promise<Site[]>; byId(siteId: string): Promise<Site> }
  /** What the shop says of these orders now; of those it does not know, nothing. */
  orders(siteId: string, references: string[]): Promise<OrderFact[]>
}

interface Learnt extends LearntRisk {
  at: number
}

export function createRiskService(deps: RiskDeps): RiskService {
  const { db, writer, clock, insights, sites } = deps

  async function last(siteId: string): Promise<Learnt | undefined> {
    const row = await findRisk(db.read, siteId)
    return row && { at: row.learnt_at, ...(fromJson(row.learnt) as LearntRisk) }
  }

  async function isDue({ id, settings }: Site): Promise<boolean> {
    if (!settings.measuring) return false
    const learnt = await last(id)
    return !learnt || clock() >= nightAfter(learnt.at)
  }

  async function learn(siteId: string): Promise<void> {
    const references = await insights.ask('orderReferences', siteId)
    await insights.ask('recordOrders', await deps.orders(siteId, references))
    const learnt = toJson(await insights.ask('learnRisk', siteId, clock()))
    await writer.run((tx) => saveRisk(tx.db, { site_id: siteId, learnt_at: tx.now, learnt }))
  }

  return {
    learn,
    async tick() {
      if (insights.isEmpty()) return
      for (const site of await sites.all()) {
        if (!(await isDue(site))) continue
        await learn(site.id).catch((error: unknown) =>
          deps.log.warn({ error, siteId: site.id }, 'nothing was learnt of a shop’s visits'),
        )
      }
    },
    async weights({ id, settings }, triggers) {
      if (!settings.measuring || !triggers.some(asksForRisk)) return undefined
      const learnt = await last(id)
      return learnt?.state === 'on' ? learnt.weights : undefined
    },
    async report(siteId) {
      const { settings } = await sites.byId(siteId)
      return toReport(await last(siteId), settings.measuring, clock())
    },
  }
}

function asksForRisk({ enabled, when }: Trigger): boolean {
  return enabled && conditionsOf(when).some(({ type }) => type === 'risk_score')
}

/** The next night that begins after a moment. */
function nightAfter(at: number): number {
  return (Math.floor((at - NIGHT) / DAY) + 1) * DAY + NIGHT
}

function toReport(learnt: Learnt | undefined, measuring: boolean, now: number): RiskReport {
  const { at, state, visits, orders, quality, effects } = learnt ?? NOTHING
  return {
    state: measuring ? state : 'off',
    visits,
    orders,
    ...(state === 'few' && { missing: missingOf(visits, orders) }),
    ...(at && { learntAt: at }),
    nextAt: at ? nightAfter(at) : now,
    ...(quality && { quality }),
    effects: Object.entries(effects ?? {})
      .map(([feature, effect]) => ({ feature: feature as RiskFeature, effect }))
      .sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect)),
  }
}

const NOTHING: Learnt = { at: 0, state: 'few', visits: 0, orders: 0 }

function missingOf(visits: number, orders: number): { visits: number; orders: number } {
  const others = ENOUGH.rarer - (visits - orders)
  return {
    visits: Math.max(0, ENOUGH.visits - visits, others),
    orders: Math.max(0, ENOUGH.rarer - orders),
  }
}
