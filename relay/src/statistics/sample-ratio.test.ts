import { describe, expect, it } from 'vitest'
import { seeded } from '../../../test/support/random.ts'
import { checkSampleRatio } from './sample-ratio.ts'

function split(counts: number[], shares: number[]) {
  return checkSampleRatio(counts.map((eligible, i) => ({ eligible, share: shares[i] ?? 0 })))
}

describe(checkSampleRatio, () => {
  // Logarithm of the Bayes factor at 40 digits with mpmath.
  it.each([
    [[5_200, 4_800], [0.5, 0.5], 6.07581765157897],
    [[8_200, 1_800], [0.8, 0.2], 10.4724199359724],
    [[10, 0], [0.5, 0.5], 0.0445771682402362],
  ])('gives the p that was worked out for %j of %j', (counts, shares, evidence) => {
    expect(split(counts, shares).p).toBeCloseTo(Math.exp(-evidence), 9)
  })

  it('is content with what was planned, and with nothing', () => {
    expect(split([5_000, 5_000], [0.5, 0.5])).toEqual({ p: 1, mismatch: false })
    expect(split([300, 300, 400], [0.3, 0.3, 0.4])).toEqual({ p: 1, mismatch: false })
    expect(split([0, 0], [0.8, 0.2])).toEqual({ p: 1, mismatch: false })
  })

  it('sees that one hold-out in ten gets lost', () => {
    expect(split([8_000, 1_800], [0.8, 0.2]).mismatch).toBe(false)
    expect(split([40_000, 9_000], [0.8, 0.2]).mismatch).toBe(true)
  })

  it('does not care in which order the arms stand', () => {
    expect(split([8_200, 1_800], [0.8, 0.2]).p).toBeCloseTo(split([1_800, 8_200], [0.2, 0.8]).p, 12)
  })

  it('calls a fair split a mismatch in hardly any trial, though asked after every 20 visits', () => {
    const random = seeded(7)
    const called = Array.from({ length: 1_000 }).filter(() => {
      const counts = [0, 0]
      for (let visit = 1; visit <= 4_000; visit++) {
        const arm = random() < 0.2 ? 1 : 0
        counts[arm] = (counts[arm] ?? 0) + 1
        if (visit % 20 === 0 && split(counts, [0.8, 0.2]).mismatch) return true
      }
      return false
    })
    expect(called.length).toBeLessThanOrEqual(3)
  })

  it('refuses shares and counts that are none', () => {
    expect(() => split([1, 1], [0.5, 0.4])).toThrow('Shares add up to 1; these to 0.9.')
    expect(() => split([1, 1], [1, 0])).toThrow('share lies between 0 and 1')
    expect(() => split([1, Number.NaN], [0.5, 0.5])).toThrow('eligible is a number')
  })
})
