import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import type { Count } from './checks.ts'
import { chancesOfBeingBest, shareAmongVariants } from './variants.ts'

const variant = fc
  .tuple(fc.integer({ min: 0, max: 20_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, share]) => ({ n, hits: Math.round(n * share) }))

describe(chancesOfBeingBest, () => {
  it('gives what an integral gives', () => {
    // mpmath: P(Beta(13, 89) > Beta(9, 93)) and P(Beta(31, 971) > Beta(41, 961)).
    const [a = 0] = chancesOfBeingBest([
      { n: 100, hits: 12 },
      { n: 100, hits: 8 },
    ])
    const [b = 0] = chancesOfBeingBest([
      { n: 1_000, hits: 30 },
      { n: 1_000, hits: 40 },
    ])
    expect(a).toBeCloseTo(0.821591692929, 3)
    expect(b).toBeCloseTo(0.113333454477, 3)
  })

  it('has no favourite among strangers or equals', () => {
    for (const chance of chancesOfBeingBest(Array(4).fill({ n: 0, hits: 0 }))) {
      expect(chance).toBeCloseTo(0.25, 9)
    }
  })

  it('is sure of what is plain', () => {
    const [best = 0] = chancesOfBeingBest([
      { n: 1_000_000, hits: 60_000 },
      { n: 1_000, hits: 0 },
    ])
    expect(best).toBeGreaterThan(0.999)
  })
})

describe(shareAmongVariants, () => {
  it('gives all visits away and a tenth at least to each', () => {
    fc.assert(
      fc.property(fc.array(variant, { minLength: 1, maxLength: 5 }), (variants) => {
        const shares = shareAmongVariants(variants)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.1 - 1e-12)
      }),
      { numRuns: 40 },
    )
    expect(shareAmongVariants([{ n: 5, hits: 1 }])).toEqual([1])
  })

  it('comes to prefer the better text within weeks, a batch a day', () => {
    const random = seeded(11)
    const rates = [0.05, 0.08, 0.05]
    const counts: Count[] = rates.map(() => ({ n: 0, hits: 0 }))
    for (let day = 0; day < 30; day++) {
      const shares = shareAmongVariants(counts)
      shares.forEach((share, i) => {
        const count = counts[i] ?? { n: 0, hits: 0 }
        for (let visit = 0; visit < share * 300; visit++) {
          count.n += 1
          count.hits += Number(random() < (rates[i] ?? 0))
        }
      })
    }
    expect(shareAmongVariants(counts)[1]).toBeGreaterThan(0.7)
  })

  it('refuses more variants than the floor allows, and counts that are none', () => {
    expect(() => shareAmongVariants(Array(11).fill({ n: 0, hits: 0 }))).toThrow(
      '11 variants cannot all have 0.1 of the visits.',
    )
    expect(() => shareAmongVariants([{ n: 1, hits: Number.NaN }])).toThrow(RangeError)
  })
})
