import { RISK_FEATURES, type RiskFeature } from '@loods/protocol/risk'
import { type Examples, type LogisticModel, learn } from '../statistics/logistic-regression.ts'
import { type RiskWeights, toRiskWeights } from '../statistics/risk-weights.ts'
import {
  isCalibrated,
  measureRisk,
  type RiskQuality,
  type RiskVerdict,
  verdictOn,
} from './judge-risk.ts'
import {
  type Counts,
  countOf,
  countVisits,
  lostShare,
  type Moment,
  momentsOf,
  rarer,
} from './moments.ts'
import type { PastVisit } from './snapshots.ts'

/**
 * What it takes to learn: visits, and visits of the rarer end. What is learnt of 100 orders is at worst .04
 * of AUC below what is possible, of 60 .07 (`npm run bench:triggers`).
 */
export const ENOUGH: Enough = { visits: 1_000, rarer: 100 }
/** Share of the visits, the newest, that is judged by and not learnt from. */
const JUDGED = 0.3
/** Visits of the rarer end from which a correction can be learnt. */
const CORRECTABLE = 50

export interface Enough {
  visits: number
  rarer: number
}

/** What was learnt of a shop's visits; without weights where there was too little of them. */
export interface LearntRisk extends Counts {
  /** `few`: not enough to learn from yet. */
  state: RiskVerdict | 'few'
  quality?: RiskQuality
  weights?: RiskWeights
  /** Change of the log-odds that a usual difference (one standard deviation) in a feature makes. */
  effects?: Record<RiskFeature, number>
}

/**
 * Learns from a shop's visits, the oldest first, how likely a visit is to end without an order, and judges
 * that by the newest of them.
 */
export function learnRisk(all: readonly PastVisit[], enough = ENOUGH): LearntRisk {
  const visits = all.filter(({ pages: [first] }) => first && first.kind !== 'thank-you')
  const counts = countVisits(visits)
  const at = Math.floor(visits.length * (1 - JUDGED))
  const [older, newer] = [visits.slice(0, at), visits.slice(at)]
  const canLearn = [older, newer].every((part) => rarer(countVisits(part)) > 0)
  if (!canLearn || !isEnough(counts, enough)) return { state: 'few', ...counts }
  const moments = momentsOf(older)
  const model = learn(toExamples(moments, older.length))
  const { weights, quality } = judged(model, newer, lostShare(moments))
  const effects = effectsOf(model, moments)
  return { state: verdictOn(quality), ...counts, quality, weights, effects }
}

export function isEnough(counts: Counts, enough = ENOUGH): boolean {
  return counts.visits >= enough.visits && rarer(counts) >= enough.rarer
}

/**
 * All moments together count as much as the visits they are of: how free weights are goes by those.
 */
function toExamples(moments: readonly Moment[], visits: number): Examples {
  const share = visits / countOf(moments)
  return {
    rows: moments.map(({ features }) => features),
    labels: moments.map(({ lost }) => lost),
    counts: moments.map(({ count }) => count * share),
  }
}

/** What is off is corrected by the first half of the newer visits, and judged by the second. */
function judged(model: LogisticModel, newer: readonly PastVisit[], base: number) {
  const weights = toRiskWeights(model)
  const quality = measureRisk(weights, newer, base)
  const half = Math.floor(newer.length / 2)
  const [first, second] = [newer.slice(0, half), newer.slice(half)]
  const correctable = [first, second].every((part) => rarer(countVisits(part)) >= CORRECTABLE)
  if (isCalibrated(quality) || !correctable) return { weights, quality }
  const better = toRiskWeights(corrected(model, first))
  return { weights: better, quality: measureRisk(better, second, base) }
}

/**
 * A model whose log-odds are stretched and moved until they fit these visits.
 * Source: Platt 1999, on log-odds.
 */
function corrected(model: LogisticModel, visits: readonly PastVisit[]): LogisticModel {
  const { rows, ...rest } = toExamples(momentsOf(visits), visits.length)
  const odds = (row: readonly number[]) =>
    model.weights.reduce((sum, weight, i) => sum + weight * (row[i] ?? 0), model.intercept)
  const { intercept, weights } = learn({ ...rest, rows: rows.map((row) => [odds(row)]) })
  const slope = weights[0] ?? 1
  return {
    intercept: intercept + slope * model.intercept,
    weights: model.weights.map((weight) => slope * weight),
  }
}

function effectsOf(model: LogisticModel, moments: readonly Moment[]): Record<RiskFeature, number> {
  const meanOf = (of: (features: number[]) => number) =>
    moments.reduce((sum, { features }) => sum + of(features), 0) / moments.length
  const effects = RISK_FEATURES.map((name, i) => {
    const mean = meanOf((features) => features[i] ?? 0)
    const deviation = Math.sqrt(meanOf((features) => ((features[i] ?? 0) - mean) ** 2))
    return [name, (model.weights[i] ?? 0) * deviation]
  })
  return Object.fromEntries(effects)
}
