import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BURST, type Bucket, fullBucket, REFILL, RESERVE, take } from './pacing.ts'

describe(take, () => {
  it('gives 45 at once and then one each six seconds', () => {
    let bucket = fullBucket(0)
    for (let i = 0; i < BURST; i += 1) bucket = taken(take(bucket, 0))
    expect(take(bucket, 0)).toEqual({ ok: false, waitMs: REFILL })
    expect(take(bucket, REFILL - 1).ok).toBe(false)
    expect(take(bucket, REFILL).ok).toBe(true)
  })

  it('keeps some for what answers the member', () => {
    let bucket = fullBucket(0)
    for (let i = 0; i < BURST - RESERVE; i += 1) bucket = taken(take(bucket, 0, RESERVE))
    expect(take(bucket, 0, RESERVE).ok).toBe(false)
    expect(take(bucket, 0).ok).toBe(true)
  })

  it('never lets more out in any stretch of time than the network takes, and what waits as told gets through', () => {
    const step = fc.record({ pause: fc.integer({ min: 0, max: 30_000 }), keep: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let [now, bucket] = [0, fullBucket(0)]
        const sent: number[] = []
        for (const { pause, keep } of steps) {
          now += pause
          const tried = take(bucket, now, keep ? RESERVE : 0)
          if (tried.ok) {
            bucket = tried.bucket
            sent.push(now)
          } else {
            expect(take(bucket, now + tried.waitMs, keep ? RESERVE : 0).ok).toBe(true)
          }
        }
        for (const [i, from] of sent.entries()) {
          const most = (until: number) => BURST + (until - from) / REFILL + 1e-6
          for (const [j, until] of sent.entries())
            if (j >= i) expect(j - i + 1).toBeLessThanOrEqual(most(until))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('gains nothing by a clock that goes back', () => {
    const empty: Bucket = { tokens: 0, at: 60_000 }
    expect(take(empty, 0)).toEqual({ ok: false, waitMs: REFILL })
  })
})

function taken(result: ReturnType<typeof take>): Bucket {
  if (!result.ok) throw new Error('nothing was left')
  return result.bucket
}
