import type { QuietHours } from '@loods/protocol'

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60

/**
 * Until when a phone is to be left alone, if it is now.
 * @param quiet from and to in the shop's own time, such as 22:00 and 07:30; it may pass midnight
 * @returns milliseconds, undefined outside quiet hours
 */
export function quietUntil(
  quiet: QuietHours | undefined,
  timeZone: string,
  now: number,
): number | undefined {
  if (!quiet) return undefined
  const [from, to, at] = [minutesOf(quiet.from), minutesOf(quiet.to), localMinutes(now, timeZone)]
  const length = (to - from + DAY_MINUTES) % DAY_MINUTES
  const into = (at - from + DAY_MINUTES) % DAY_MINUTES
  if (into >= length) return undefined
  return Math.floor(now / MINUTE) * MINUTE + (length - into) * MINUTE
}

/** The moment before which something has to be said that quiet hours would keep from being said at `at`. */
export function beforeQuiet(quiet: QuietHours | undefined, timeZone: string, at: number): number {
  const until = quietUntil(quiet, timeZone, at)
  if (until === undefined || !quiet) return at
  const length = (minutesOf(quiet.to) - minutesOf(quiet.from) + DAY_MINUTES) % DAY_MINUTES
  return until - length * MINUTE - MINUTE
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

function localMinutes(now: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return minutesOf(format.format(now))
}
