import { describe, expect, it } from 'vitest'
import { findPeak } from './golden-section.ts'

describe(findPeak, () => {
  it('finds the top of a hill', () => {
    const hill = (x: number) => 5 - (x - 2.5) ** 2
    const peak = findPeak(hill, { low: -10, high: 10, tolerance: 1e-6 })
    expect(peak.at).toBeCloseTo(2.5, 5)
    expect(peak.height).toBeCloseTo(5, 9)
  })

  it('goes to the end of a slope', () => {
    expect(findPeak((x) => x, { low: 0, high: 8, tolerance: 1e-6 }).at).toBeCloseTo(8, 5)
    expect(findPeak((x) => -x, { low: 0, high: 8, tolerance: 1e-6 }).at).toBeCloseTo(0, 5)
  })
})
