import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RISK_FEATURES, riskFeatures, riskScore, type VisitSoFar } from './risk.ts'

const SUNDAY = Date.UTC(2026, 10, 22)
const visit: VisitSoFar = {
  kind: 'product',
  seconds: 20,
  kinds: { home: [1, 10], product: [2, 60], cart: [1, 30] },
  added: true,
  device: 'phone',
  at: SUNDAY,
}
const weights = [1, ...RISK_FEATURES.map(() => 0.1)]

describe(riskFeatures, () => {
  it('adds this page to those before it', () => {
    const features = Object.fromEntries(
      riskFeatures(visit).map((value, i) => [RISK_FEATURES[i], value]),
    )
    expect(features).toEqual({
      pages: Math.log1p(5),
      productPages: Math.log1p(3),
      listPages: Math.log1p(1),
      otherPages: 0,
      cartPages: Math.log1p(1),
      seconds: Math.log1p(120),
      productSeconds: Math.log1p(80),
      secondsPerPage: Math.log1p(24),
      secondsHere: Math.log1p(20),
      checkout: 0,
      added: 1,
      phone: 1,
      weekend: 1,
    })
  })

  it('tells once that a visit was in the checkout, and not how far it went', () => {
    const at = (kinds: VisitSoFar['kinds']) =>
      riskFeatures({ ...visit, kind: 'checkout', kinds })[RISK_FEATURES.indexOf('checkout')]
    expect(at({})).toBe(1)
    expect(at({ checkout: [4, 100] })).toBe(1)
  })

  it('takes nothing for more than a hundred pages or an hour, whatever it is told', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (pages, seconds, here) => {
        for (const value of riskFeatures({
          ...visit,
          seconds: here,
          kinds: { product: [pages, seconds] },
        })) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(Math.log1p(3_600))
        }
      }),
    )
  })
})

describe(riskScore, () => {
  it('is a probability', () => {
    const odds = riskFeatures(visit).reduce((sum, value) => sum + 0.1 * value, 1)
    expect(riskScore(weights, visit)).toBeCloseTo(1 / (1 + Math.exp(-odds)), 12)
  })

  it('is not there once the visit has ordered', () => {
    expect(riskScore(weights, { ...visit, kind: 'thank-you' })).toBeUndefined()
    expect(riskScore(weights, { ...visit, kinds: { 'thank-you': [1, 3] } })).toBeUndefined()
  })

  it('is not worked out from weights of another version', () => {
    expect(riskScore([...weights, 1], visit)).toBeUndefined()
    expect(riskScore([], visit)).toBeUndefined()
  })
})
