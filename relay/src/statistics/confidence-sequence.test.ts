import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalAtAllTimes, unitMargin } from './confidence-sequence.ts'

const SEQUENCE = { alpha: 0.05, tunedFor: 30_000 }

describe(unitMargin, () => {
  // The authors' formulas std_conjmix_margin and best_rho2_approx, at 40 digits with mpmath.
  it.each([
    [1, 1, 3.03520899037625],
    [500, 30_000, 0.32358105849139],
    [30_000, 30_000, 0.017523787276405],
    [60_000, 30_000, 0.0124984284089668],
    [1_000_000, 1_000, 0.00386945229667098],
  ])('agrees with the authors at %d visits tuned for %d', (visits, tunedFor, margin) => {
    expect(unitMargin(visits, { alpha: 0.05, tunedFor }) / margin).toBeCloseTo(1, 12)
  })

  it('narrows with visits and widens with certainty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), (visits) => {
        const margin = unitMargin(visits, SEQUENCE)
        expect(unitMargin(visits * 1.5, SEQUENCE)).toBeLessThan(margin)
        expect(unitMargin(visits, { ...SEQUENCE, alpha: 0.01 })).toBeGreaterThan(margin)
      }),
    )
  })

  it('is at its sharpest where it was tuned: within a hundredth of the best', () => {
    const tuned = unitMargin(30_000, SEQUENCE)
    for (const tunedFor of [3_000, 10_000, 28_000, 33_000, 90_000]) {
      expect(unitMargin(30_000, { alpha: 0.05, tunedFor })).toBeGreaterThan(tuned * 0.99)
    }
    expect(unitMargin(30_000, { alpha: 0.05, tunedFor: 1_000 })).toBeGreaterThan(tuned * 1.1)
  })

  it('refuses settings that are none', () => {
    expect(() => unitMargin(10, { alpha: 0, tunedFor: 10 })).toThrow('alpha lies between 0 and 1')
    expect(() => unitMargin(10, { alpha: 0.05, tunedFor: Number.NaN })).toThrow('tunedFor')
    expect(() => unitMargin(0, SEQUENCE)).toThrow('visits is a number above 0')
  })
})

describe(intervalAtAllTimes, () => {
  it('lies around the difference, wider than an interval for one look', () => {
    const estimate = { difference: 0.006, variance: 1e-6, visits: 30_000 }
    const { low, high, difference } = intervalAtAllTimes(estimate, SEQUENCE)
    expect(difference - low).toBeCloseTo(high - difference, 12)
    expect(high - low).toBeGreaterThan(2 * 1.96 * 1e-3)
    expect(high - low).toBeLessThan(2 * 3.2 * 1e-3)
  })

  it('scales with the unit that is counted in', () => {
    const euros = intervalAtAllTimes({ difference: 0.31, variance: 0.01, visits: 900 }, SEQUENCE)
    const cents = intervalAtAllTimes({ difference: 31, variance: 100, visits: 900 }, SEQUENCE)
    expect(cents.low / euros.low).toBeCloseTo(100, 9)
  })

  it('excludes nothing while nothing is known', () => {
    const nothing = { difference: 0, variance: Number.POSITIVE_INFINITY, visits: 0 }
    expect(intervalAtAllTimes(nothing, SEQUENCE)).toEqual({
      difference: 0,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    })
  })

  it('refuses what is no number', () => {
    const estimate = { difference: Number.NaN, variance: 1, visits: 10 }
    expect(() => intervalAtAllTimes(estimate, SEQUENCE)).toThrow('A difference of NaN')
    expect(() => intervalAtAllTimes({ difference: 0, variance: -1, visits: 10 }, SEQUENCE)).toThrow(
      RangeError,
    )
  })
})
