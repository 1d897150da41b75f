import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitPrior, priorMean, shrunkRate } from './beta-binomial.ts'
import type { Count } from './checks.ts'

/** Tumours in 71 groups of rats (Tarone 1982; Gelman et al., Bayesian Data Analysis, table 5.1). */
const RATS = `0/20 0/20 0/20 0/20 0/20 0/20 0/20 0/19 0/19 0/19 0/19 0/18 0/18 0/17 1/20 1/20 1/20 1/20
1/19 1/19 1/18 1/18 2/25 2/24 2/23 2/20 2/20 2/20 2/20 2/20 2/20 1/10 5/49 2/19 5/46 3/27 2/17 7/49 7/47
3/20 3/20 2/13 9/48 10/50 4/20 4/20 4/20 4/20 4/20 4/20 4/20 10/48 4/19 4/19 4/19 5/22 11/46 12/49 5/20
5/20 6/23 5/19 6/22 6/20 6/20 6/20 16/52 15/47 15/46 9/24 4/14`

function toCounts(text: string): Count[] {
  return text.split(/\s+/).map((cell) => {
    const [hits = 0, n = 0] = cell.split('/').map(Number)
    return { n, hits }
  })
}

const counts = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([n, share]) => ({ n, hits: Math.round(n * share) })),
  { maxLength: 8 },
)

describe(fitPrior, () => {
  it('finds what another optimiser finds in published data', () => {
    // scipy.optimize.minimize on the same likelihood: a = 2.34161, b = 14.11481.
    const { a, b } = fitPrior(toCounts(RATS))
    expect(a / 2.34161).toBeCloseTo(1, 2)
    expect(b / 14.11481).toBeCloseTo(1, 2)
  })

  it('agrees on batting averages of 18 players too', () => {
    // Efron, Morris 1975; scipy: a = 210.55, b = 582.69.
    const hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
    const { a, b } = fitPrior(hits.map((hits) => ({ n: 45, hits })))
    expect(a / 210.55).toBeCloseTo(1, 1)
    expect(priorMean({ a, b })).toBeCloseTo(0.2654, 3)
  })

  it('takes pages that differ no more than chance for the same', () => {
    const { a, b } = fitPrior([
      { n: 100, hits: 40 },
      { n: 100, hits: 40 },
      { n: 50, hits: 20 },
    ])
    expect(a + b).toBeGreaterThan(1e5)
    expect(priorMean({ a, b })).toBeCloseTo(0.4, 3)
  })

  it('knows nothing of no pages, or of pages without visits', () => {
    expect(fitPrior([])).toEqual({ a: 1, b: 1 })
    expect(fitPrior([{ n: 0, hits: 0 }])).toEqual({ a: 1, b: 1 })
  })

  it('is never certain, even where all visits ended the same', () => {
    const always = priorMean(fitPrior([{ n: 30, hits: 30 }]))
    const never = priorMean(fitPrior([{ n: 30, hits: 0 }]))
    expect(always).toBeGreaterThan(0.97)
    expect(always).toBeLessThan(1)
    expect(never).toBeCloseTo(1 - always, 6)
    expect(never).toBeGreaterThan(0)
  })

  it('gives a usable prior for whatever pages there are, hits and misses alike', () => {
    fc.assert(
      fc.property(counts, (pages) => {
        const { a, b } = fitPrior(pages)
        expect(Math.min(a, b)).toBeGreaterThan(0)
        expect(a + b).toBeLessThanOrEqual(1_000_001)
        const mirrored = fitPrior(pages.map(({ n, hits }) => ({ n, hits: n - hits })))
        expect(priorMean(mirrored)).toBeCloseTo(1 - priorMean({ a, b }), 2)
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a count that is none', () => {
    expect(() => fitPrior([{ n: 3, hits: Number.NaN }])).toThrow('NaN hits of 3')
    expect(() => fitPrior([{ n: Number.POSITIVE_INFINITY, hits: 1 }])).toThrow(RangeError)
  })
})

describe(shrunkRate, () => {
  it('lies between what the page says and what its kind says, nearer to the page with each visit', () => {
    const prior = { a: 40, b: 60 }
    expect(shrunkRate({ n: 0, hits: 0 }, prior)).toBe(0.4)
    expect(shrunkRate({ n: 10, hits: 10 }, prior)).toBeCloseTo(50 / 110, 12)
    expect(shrunkRate({ n: 1e6, hits: 1e6 }, prior)).toBeGreaterThan(0.999)
  })
})
