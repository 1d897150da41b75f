import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './wilson.ts'

const counts = fc
  .tuple(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([n, share]) => ({ n, hits: Math.round(n * share) }))

describe(wilsonInterval, () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives what was published for %d of %d', (hits, n, low, high) => {
    const interval = wilsonInterval({ n, hits })
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('knows nothing of no visits, and is not certain of a visit that always ends the same', () => {
    expect(wilsonInterval({ n: 0, hits: 0 })).toEqual({ low: 0, high: 1 })
    expect(wilsonInterval({ n: 29, hits: 29 }).low).toBeCloseTo(0.88303, 5)
    expect(wilsonInterval({ n: 29, hits: 29 }).high).toBe(1)
  })

  it('holds the rate, mirrors with hits and misses, and widens with confidence', () => {
    fc.assert(
      fc.property(counts, ({ n, hits }) => {
        const { low, high } = wilsonInterval({ n, hits })
        expect(low).toBeLessThanOrEqual(hits / n + 1e-12)
        expect(high).toBeGreaterThanOrEqual(hits / n - 1e-12)
        expect(wilsonInterval({ n, hits: n - hits }).low).toBeCloseTo(1 - high, 10)
        expect(wilsonInterval({ n, hits }, 0.99).low).toBeLessThanOrEqual(low + 1e-12)
      }),
    )
  })

  it('narrows to half with four times the visits', () => {
    const width = (n: number) => {
      const { low, high } = wilsonInterval({ n, hits: n / 4 })
      return high - low
    }
    expect(width(40_000) / width(10_000)).toBeCloseTo(0.5, 3)
  })

  it('refuses counts that cannot be', () => {
    expect(() => wilsonInterval({ n: 3, hits: 4 })).toThrow('this one has 4 hits of 3')
    expect(() => wilsonInterval({ n: Number.NaN, hits: 0 })).toThrow(RangeError)
    expect(() => wilsonInterval({ n: 3, hits: 1 }, 1)).toThrow('confidence lies between 0 and 1')
  })
})
