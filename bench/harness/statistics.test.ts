import { describe, expect, it } from 'vitest'
import { median, medianInterval, medianRatio, medians, quantile } from './statistics.ts'

describe(quantile, () => {
  it('takes the value at the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1)]).toEqual([
      50, 99, 100,
    ])
    expect(quantile([7], 0.01)).toBe(7)
  })

  it('is not a number when there is nothing', () => {
    expect(quantile([], 0.5)).toBeNaN()
  })
})

describe(median, () => {
  it('takes the middle of an odd count and the mean of the middle two of an even one', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([10, 9, 1, 5])).toBe(7)
    expect(median([])).toBeNaN()
  })
})

describe(medianInterval, () => {
  it('gives the ranks between which a median lies in 95 of 100 samples', () => {
    // Ranks 40 and 61 of 100, as tables of the binomial distribution have them.
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect(medianInterval(hundred)).toEqual({ middle: 50.5, low: 40, high: 61 })
  })

  it('never leaves the values there are', () => {
    expect(medianInterval([3, 1, 2])).toEqual({ middle: 2, low: 1, high: 3 })
  })
})

describe(medians, () => {
  it('takes the median of each number by itself', () => {
    const rounds = [
      { fast: 1, slow: 30 },
      { fast: 2, slow: 10 },
      { fast: 3, slow: 20 },
    ]
    expect(medians(rounds)).toEqual({ fast: 2, slow: 20 })
  })
})

describe(medianRatio, () => {
  it('compares within a round, so that a slow moment of the machine does not count', () => {
    expect(medianRatio([10, 100, 11], [20, 200, 22])).toBe(0.5)
  })
})
