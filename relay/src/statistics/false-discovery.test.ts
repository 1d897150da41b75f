import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectWithin } from './false-discovery.ts'

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 })

describe(selectWithin, () => {
  it('takes the surest first, as long as the mean doubt stays within the limit', () => {
    // Doubts .01, .05, .20, .30: means .01, .03, .087, .14.
    expect(selectWithin([0.8, 0.99, 0.7, 0.95], 0.1)).toEqual([1, 3, 0])
  })

  it('takes nothing where nothing is sure, and all where all is', () => {
    expect(selectWithin([0.5, 0.89], 0.1)).toEqual([])
    expect(selectWithin([1, 1], 0)).toEqual([0, 1])
    expect(selectWithin([], 0.1)).toEqual([])
  })

  it('keeps the promise, and would break it with one more', () => {
    fc.assert(
      fc.property(chances, (chances) => {
        const chosen = selectWithin(chances, 0.1)
        const doubts = chances.map((chance) => 1 - chance).sort((one, other) => one - other)
        const mean = (count: number) =>
          doubts.slice(0, count).reduce((sum, doubt) => sum + doubt, 0) / count
        if (chosen.length > 0) expect(mean(chosen.length)).toBeLessThanOrEqual(0.1 + 1e-12)
        if (chosen.length < chances.length) expect(mean(chosen.length + 1)).toBeGreaterThan(0.1)
      }),
    )
  })

  it('refuses what is no probability', () => {
    expect(() => selectWithin([0.5, Number.NaN], 0.1)).toThrow(
      'Chance 1 is from 0 to 1; it is NaN.',
    )
  })
})
