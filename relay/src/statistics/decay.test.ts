import { describe, expect, it } from 'vitest'
import { decayedTo, effectiveCount, NO_VISITS, withVisits } from './decay.ts'

const DAY = 86_400_000
const halfLife = 14 * DAY

describe(withVisits, () => {
  it('counts fresh visits as they are', () => {
    const count = withVisits(NO_VISITS, { n: 100, hits: 30 }, { at: DAY, halfLife })
    expect(effectiveCount(count)).toEqual({ n: 100, hits: 30 })
  })

  it('lets a new half count as much as an old whole', () => {
    const old = withVisits(NO_VISITS, { n: 100, hits: 100 }, { at: 0, halfLife })
    const count = withVisits(old, { n: 50, hits: 0 }, { at: halfLife, halfLife })
    const { n, hits } = effectiveCount(count)
    expect(hits / n).toBeCloseTo(0.5, 12)
    expect(n).toBeCloseTo(100 ** 2 / (100 / 4 + 50), 9)
  })

  it('gives the same whatever order the days come in', () => {
    const first = { n: 10, hits: 4 }
    const second = { n: 30, hits: 3 }
    const inOrder = withVisits(withVisits(NO_VISITS, first, { at: DAY, halfLife }), second, {
      at: 9 * DAY,
      halfLife,
    })
    const late = withVisits(withVisits(NO_VISITS, second, { at: 9 * DAY, halfLife }), first, {
      at: DAY,
      halfLife,
    })
    expect(late.weight).toBeCloseTo(inOrder.weight, 12)
    expect(late.hits).toBeCloseTo(inOrder.hits, 12)
    expect(late.squares).toBeCloseTo(inOrder.squares, 12)
  })

  it('settles at what two half-lives over ln 2 of steady traffic are worth', () => {
    let count = NO_VISITS
    for (let day = 1; day <= 365; day++) {
      count = withVisits(count, { n: 100, hits: 40 }, { at: day * DAY, halfLife })
    }
    const { n, hits } = effectiveCount(count)
    expect(n / ((2 * 100 * 14) / Math.LN2)).toBeCloseTo(1, 1)
    expect(hits / n).toBeCloseTo(0.4, 9)
  })

  it('refuses times and counts that are none', () => {
    expect(() => withVisits(NO_VISITS, { n: 1, hits: 2 }, { at: 0, halfLife })).toThrow(RangeError)
    expect(() => decayedTo(NO_VISITS, Number.NaN, halfLife)).toThrow('at is a number')
    expect(() => decayedTo(NO_VISITS, 0, 0)).toThrow('halfLife is a number above 0')
  })
})

describe(decayedTo, () => {
  it('halves the weight in a half-life and leaves it when the clock was set back', () => {
    const count = withVisits(NO_VISITS, { n: 80, hits: 20 }, { at: halfLife, halfLife })
    expect(decayedTo(count, 2 * halfLife, halfLife)).toEqual({
      at: 2 * halfLife,
      weight: 40,
      squares: 20,
      hits: 10,
    })
    expect(decayedTo(count, 0, halfLife)).toBe(count)
  })
})

describe(effectiveCount, () => {
  it('forgets a page that nobody visits any more', () => {
    const count = withVisits(NO_VISITS, { n: 1_000, hits: 500 }, { at: 0, halfLife })
    const { n, hits } = effectiveCount(decayedTo(count, 10 * halfLife, halfLife))
    expect(n).toBeLessThan(2)
    expect(hits / n).toBeCloseTo(0.5, 12)
  })

  it('is nothing where nothing was', () => {
    expect(effectiveCount(NO_VISITS)).toEqual({ n: 0, hits: 0 })
  })
})
