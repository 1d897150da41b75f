import { describe, expect, it } from 'vitest'
import { backoff } from './backoff.ts'

describe(backoff, () => {
  it('doubles its ceiling from half a second to half a minute', () => {
    const ceilings = [0, 1, 2, 3, 5, 6, 40].map((attempt) => backoff(attempt, () => 1))
    expect(ceilings).toEqual([500, 1_000, 2_000, 4_000, 16_000, 30_000, 30_000])
  })

  it('may come back at once, so that clients spread over the whole wait', () => {
    expect(backoff(5, () => 0)).toBe(0)
  })
})
