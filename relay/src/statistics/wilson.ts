import { type Count, requireCount, requireInside01 } from './checks.ts'
import { normalQuantile } from './special-functions.ts'

/** Where a value lies with the confidence that was asked for. */
export interface Interval {
  low: number
  high: number
}

/**
 * The interval to show beside a rate; all of 0 to 1 when nothing was seen.
 * Source: Wilson 1927 (score interval, without continuity correction).
 * @param confidence share of such intervals that hold the true rate, looked at once
 * @throws RangeError at a count or confidence that is none
 */
export function wilsonInterval(count: Count, confidence = 0.95): Interval {
  requireCount(count)
  requireInside01('confidence', confidence)
  const { n, hits } = count
  if (n === 0) return { low: 0, high: 1 }
  const z = normalQuantile(1 - (1 - confidence) / 2)
  const rate = hits / n
  const middle = rate + z ** 2 / (2 * n)
  const half = z * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2))
  const whole = 1 + z ** 2 / n
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) }
}
