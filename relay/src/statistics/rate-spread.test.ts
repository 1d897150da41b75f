import { describe, expect, it } from 'vitest'
import { chanceAbove, correctSpread } from './rate-spread.ts'
import { betaCdf } from './special-functions.ts'

const PRIOR = { a: 40, b: 60 }

describe(correctSpread, () => {
  it('is the Beta itself where no page says otherwise', () => {
    const spread = correctSpread([], PRIOR)
    for (const [n, hits] of [
      [0, 0],
      [50, 30],
      [2_000, 850],
    ] as const) {
      const exact = 1 - betaCdf(0.45, PRIOR.a + hits, PRIOR.b + n - hits)
      expect(chanceAbove(0.45, { n, hits }, spread)).toBeCloseTo(exact, 1)
    }
  })

  it('adds up to 1 and sees two heaps where there are two', () => {
    const pages = [
      ...Array.from({ length: 27 }, () => ({ n: 1_000, hits: 400 })),
      ...Array.from({ length: 3 }, () => ({ n: 1_000, hits: 600 })),
    ]
    const { rates, weights } = correctSpread(pages, { a: 20, b: 28 })
    const between = (low: number, high: number) =>
      weights.reduce((sum, weight, i) => {
        const rate = rates[i] ?? 0
        return rate > low && rate <= high ? sum + weight : sum
      }, 0)
    expect(between(0, 1)).toBeCloseTo(1, 9)
    expect(between(0.3, 0.5)).toBeCloseTo(0.9, 1)
    expect(between(0.55, 0.65)).toBeCloseTo(0.1, 1)
    expect(between(0.47, 0.54)).toBeLessThan(0.01)
  })
})

describe(chanceAbove, () => {
  const spread = correctSpread([], PRIOR)

  it('rises with the hits and falls with the rate', () => {
    const chances = [30, 40, 50, 60].map((hits) => chanceAbove(0.45, { n: 100, hits }, spread))
    expect(chances).toEqual(chances.toSorted((one, other) => one - other))
    expect(chanceAbove(0.5, { n: 100, hits: 45 }, spread)).toBeLessThan(
      chanceAbove(0.4, { n: 100, hits: 45 }, spread),
    )
  })

  it('ends at 0 and 1', () => {
    expect(chanceAbove(1, { n: 10, hits: 10 }, spread)).toBe(0)
    expect(chanceAbove(0, { n: 10, hits: 0 }, spread)).toBeCloseTo(1, 9)
  })

  it('stays a probability under millions of visits that the spread never expected', () => {
    expect(chanceAbove(0.5, { n: 5e6, hits: 4.9e6 }, spread)).toBeCloseTo(1, 6)
    expect(chanceAbove(0.5, { n: 5e6, hits: 10 }, spread)).toBeCloseTo(0, 6)
  })
})
