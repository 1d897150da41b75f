import { amount } from '../graph/loose.ts'

const DAY = 86_400_000
/** From here on a number of seconds would be a day in the year 5138: it is milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000

/**
 * Milliseconds since 1970 of a time as Meta writes it: seconds as text, or a number, and now and then
 * milliseconds. What is no time, or lies ahead of us, is now.
 */
export function timeOf(value: unknown, now: number): number {
  const written = amount(value)
  if (written === undefined || written <= 0) return now
  const at = Math.floor(written < MILLISECONDS_FROM ? written * 1_000 : written)
  return at > now + DAY ? now : at
}
