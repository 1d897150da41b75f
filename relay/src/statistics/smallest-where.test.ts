import { describe, expect, it } from 'vitest'
import { smallestWhere } from './smallest-where.ts'

describe(smallestWhere, () => {
  it('finds where something becomes true', () => {
    const found = smallestWhere((times) => times >= 37.2, 1_000) ?? Number.NaN
    expect(found).toBeGreaterThanOrEqual(37.2)
    expect(found / 37.2).toBeLessThan(1.002)
  })

  it('is 1 where it is true already', () => {
    expect(smallestWhere(() => true, 1)).toBe(1)
  })

  it('gives up beyond what is asked', () => {
    expect(smallestWhere(() => false, 1e9)).toBeUndefined()
    expect(smallestWhere((times) => times > 50, 40)).toBeUndefined()
    expect(smallestWhere((times) => times > 1.5, 1)).toBeUndefined()
  })
})
