import { riskScore, type VisitSoFar } from '@loods/protocol/risk'
import { type LearntRisk, learnRisk } from '../../relay/src/risk/learn-risk.ts'
import { momentsOf } from '../../relay/src/risk/moments.ts'
import type { PastVisit } from '../../relay/src/risk/snapshots.ts'
import { measureQuality } from '../../relay/src/statistics/prediction-quality.ts'
import { riskyVisits, trueRisk } from '../../relay/src/testing/risky-shop.ts'
import { seeded } from '../../test/support/random.ts'

/** Shops that learn a risk score from about so many orders. */
export interface RiskShops {
  orders: number
  /** What visits do says nothing of how they end. */
  blind: boolean
  shops: number
  seed: number
}

export interface LearntShops {
  visits: number
  /** Share of the shops in which the score is then used. */
  used: number
  /** AUC on other visits, where they tell something. */
  known?: Knowing
}

/** What was learnt, on average and at worst, and what knowing the shop through and through would reach. */
export interface Knowing {
  auc: number
  worst: number
  best: number
}

/** Share of the visits of such a shop that order. */
const ORDER_RATE = 0.0585
const UNTIL = Date.UTC(2026, 10, 22)

export function simulateRisk({ orders, blind, shops, seed }: RiskShops): LearntShops {
  const visits = Math.round(orders / ORDER_RATE)
  const learnt = Array.from({ length: shops }, (_, shop) => {
    const random = seeded(seed + 1_000 * shop + orders)
    const own = riskyVisits(visits, random, UNTIL)
    return learnRisk(blind ? own.map((visit) => blinded(visit, random)) : own, LITTLE)
  })
  const used = learnt.filter(({ state }) => state === 'on').length / shops
  return { visits, used, ...(!blind && { known: examine(learnt, seed) }) }
}

function examine(learnt: LearntRisk[], seed: number): Knowing {
  const exam = momentsOf(riskyVisits(1_500, seeded(seed), UNTIL))
  const aucOf = (risk: (known: VisitSoFar) => number | undefined) =>
    measureQuality(
      exam.map(({ known, lost }) => ({ probability: risk(known) ?? 1, happened: lost })),
    ).auc
  const aucs = learnt.flatMap(({ weights }) =>
    weights ? [aucOf((known) => riskScore(weights, known))] : [],
  )
  return {
    auc: aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length,
    worst: Math.min(...aucs),
    best: aucOf(trueRisk),
  }
}

/** Fewer visits than a shop must have: what is asked here is how many that should be. */
const LITTLE = { visits: 0, rarer: 1 }

function blinded(visit: PastVisit, random: () => number): PastVisit {
  const pages = visit.pages.filter(({ kind }) => kind !== 'thank-you')
  return { ...visit, pages, ordered: random() < ORDER_RATE }
}
