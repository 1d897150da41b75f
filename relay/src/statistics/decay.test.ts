import { describe, expect, it } from 'vitest'
import { effectiveCount } from './decay.ts'

/** So many visits of the same age, of which so many were hits. */
function counted(n: number, hits: number, weight: number) {
  return { weight: n * weight, squares: n * weight ** 2, hits: hits * weight }
}

describe(effectiveCount, () => {
  it('counts fresh visits as they are', () => {
    expect(effectiveCount(counted(100, 30, 1))).toEqual({ n: 100, hits: 30 })
  })

  it('lets a new half count as much as an old whole', () => {
    const [old, fresh] = [counted(100, 100, 0.5), counted(50, 0, 1)]
    const { n, hits } = effectiveCount({
      weight: old.weight + fresh.weight,
      squares: old.squares + fresh.squares,
      hits: old.hits + fresh.hits,
    })
    expect(hits / n).toBeCloseTo(0.5, 12)
    expect(n).toBeCloseTo(100 ** 2 / (100 / 4 + 50), 9)
  })

  it('settles at what two half-lives over ln 2 of steady traffic are worth', () => {
    const halfLife = 14
    const count = { weight: 0, squares: 0, hits: 0 }
    for (let age = 0; age < 365; age++) {
      const day = counted(100, 40, 0.5 ** (age / halfLife))
      count.weight += day.weight
      count.squares += day.squares
      count.hits += day.hits
    }
    const { n, hits } = effectiveCount(count)
    expect(n / ((2 * 100 * halfLife) / Math.LN2)).toBeCloseTo(1, 1)
    expect(hits / n).toBeCloseTo(0.4, 9)
  })

  it('forgets a page that nobody visits any more', () => {
    const { n, hits } = effectiveCount(counted(1_000, 500, 0.5 ** 10))
    expect(n).toBeLessThan(2)
    expect(hits / n).toBeCloseTo(0.5, 12)
  })

  it('is nothing where nothing was', () => {
    expect(effectiveCount(counted(0, 0, 1))).toEqual({ n: 0, hits: 0 })
  })
})
