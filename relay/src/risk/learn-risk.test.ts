import { riskScore } from '@loods/protocol/risk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import { equallyFull, measureQuality } from '../statistics/prediction-quality.ts'
import { riskyVisits, trueRisk } from '../testing/risky-shop.ts'
import { NOON } from '../testing/test-visits.ts'
import { ENOUGH, learnRisk } from './learn-risk.ts'
import { momentsOf } from './moments.ts'
import type { PastVisit } from './snapshots.ts'

const shop = riskyVisits(5_000, seeded(1), NOON)
const learnt = learnRisk(shop)
const weights = learnt.weights ?? []
/** Visits after those, which nothing was learnt from. */
const later = momentsOf(riskyVisits(5_000, seeded(2), NOON))

describe('a shop whose visits tell who will order', () => {
  it('gets a score that finds them about as well as somebody who knows the shop through and through', () => {
    expect(learnt).toMatchObject({ state: 'on', visits: 5_000 })
    const qualityOf = (risk: (moment: (typeof later)[number]) => number) =>
      measureQuality(later.map((moment) => ({ probability: risk(moment), happened: moment.lost })))
    const best = qualityOf(({ known }) => trueRisk(known))
    const found = qualityOf(({ known }) => riskScore(weights, known) ?? 1)
    expect(best.auc).toBeGreaterThan(0.75)
    expect(found.auc).toBeGreaterThan(best.auc - 0.03)
    expect(found.brier).toBeLessThan(best.brier + 0.006)
  })

  it('is told how good it is as newer visits then show', () => {
    const quality = measureQuality(
      later.map(({ known, lost }) => ({
        probability: riskScore(weights, known) ?? 1,
        happened: lost,
      })),
      equallyFull,
    )
    expect(Math.abs((learnt.quality?.auc ?? 0) - quality.auc)).toBeLessThan(0.08)
    expect(Math.abs((learnt.quality?.brier ?? 0) - quality.brier)).toBeLessThan(0.02)
    expect(quality.calibrationError).toBeLessThan(0.03)
  })

  it('foretells as many orders at the first page as there are, not fewer because others stay longer', () => {
    const first = later.filter(({ known }) => Object.keys(known.kinds).length === 0)
    const mean = (of: (moment: (typeof later)[number]) => number) =>
      first.reduce((sum, moment) => sum + of(moment), 0) / first.length
    const lost = mean((moment) => Number(moment.lost))
    expect(Math.abs(mean(({ known }) => riskScore(weights, known) ?? 1) - lost)).toBeLessThan(0.015)
  })

  it('sends no more than 300 bytes of numbers', () => {
    expect(weights.every(Number.isFinite)).toBe(true)
    expect(JSON.stringify(weights).length).toBeLessThanOrEqual(300)
  })
})

describe('a shop of which nothing can be learnt', () => {
  const few = (visits: PastVisit[]) => expect(learnRisk(visits)).toMatchObject({ state: 'few' })

  it('gets no score before it has visits and orders enough', () => {
    expect(learnRisk([])).toEqual({ state: 'few', visits: 0, orders: 0 })
    few(shop.slice(0, ENOUGH.visits - 1))
    const one = shop.findIndex(({ ordered }) => ordered)
    few(shop.filter(({ ordered }, n) => !ordered || n === one))
  })

  it('gets none where all visits end alike, or all of the older ones', () => {
    few(shop.map((visit) => ({ ...visit, ordered: false })))
    few(shop.map((visit) => ({ ...visit, ordered: true })))
    few(shop.map((visit, n) => ({ ...visit, ordered: n > 4_500 })))
  })

  it('gets none where what visits do has nothing to do with how they end', () => {
    const random = seeded(3)
    const ends = Array.from({ length: 8 }, () =>
      learnRisk(shop.slice(0, 1_500).map((visit) => ({ ...visit, ordered: random() < 0.1 }))),
    )
    expect(ends.filter(({ state }) => state === 'useless').length).toBeGreaterThanOrEqual(7)
  })

  it('gets none when shoppers have changed since', () => {
    const turned = shop.map((visit, n) => ({ ...visit, ordered: n < 3_500 && visit.ordered }))
    for (const [n, visit] of turned.entries()) if (n >= 3_500 && n % 3 === 0) visit.ordered = true
    expect(learnRisk(turned).state).toBe('useless')
  })
})

it('is corrected where fewer order than before, and then used', () => {
  const random = seeded(4)
  const many = riskyVisits(12_000, seeded(5), NOON)
  const season = many.map((visit, n) =>
    n < 8_400 || random() < 0.5 ? visit : { ...visit, ordered: false },
  )
  const { state, quality } = learnRisk(season)
  expect(state).toBe('on')
  expect(quality?.visits).toBe(1_800)
})

it('holds whatever visits are made up: numbers, bounded, and no error', () => {
  const page = fc.record({
    kind: fc.constantFrom('home', 'product', 'cart', 'checkout', 'thank-you', 'other'),
    openedAt: fc.oneof(fc.integer({ min: 0, max: NOON }), fc.constant(8e15)),
    seconds: fc.oneof(fc.nat(100), fc.constantFrom(86_400, 9e15, -5)),
    added: fc.boolean(),
  })
  const visit = fc.record({
    startedAt: fc.integer({ min: 0, max: NOON }),
    device: fc.constantFrom('phone', 'tablet', 'desk'),
    pages: fc.array(page, { maxLength: 30 }),
    ordered: fc.boolean(),
    count: fc.constantFrom(1, 5, 10),
  })
  fc.assert(
    fc.property(fc.array(visit, { minLength: 10, maxLength: 60 }), (visits) => {
      const { weights = [], quality } = learnRisk(visits as PastVisit[], { visits: 1, rarer: 1 })
      expect(weights.every((weight) => Math.abs(weight) < 1_000)).toBe(true)
      if (quality) expect(quality.brier).toBeLessThanOrEqual(1)
    }),
    { numRuns: 30 },
  )
})

it('is moved little by a flood of forged visits that never order', () => {
  const forged = (n: number): PastVisit => ({
    startedAt: NOON - n,
    device: 'desk',
    pages: Array.from({ length: 300 }, (_, i) => ({
      ...{ kind: 'product' as const, openedAt: NOON + i, seconds: 86_400, added: true },
    })),
    ordered: false,
    count: 1,
  })
  const poisoned = shop.flatMap((visit, n) => (n % 20 === 0 ? [visit, forged(n)] : [visit]))
  const { weights: moved = [] } = learnRisk(poisoned)
  const usual = later.slice(0, 2_000)
  const shift = usual.reduce(
    (sum, { known }) =>
      sum + Math.abs((riskScore(moved, known) ?? 0) - (riskScore(weights, known) ?? 0)),
    0,
  )
  expect(shift / usual.length).toBeLessThan(0.03)
})
