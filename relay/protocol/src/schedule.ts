import type { TriggerSchedule } from './settings.ts'

const DAY = 86_400_000
const MINUTES = 1_440

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * Whether a trigger must keep still now, because its schedule says so. Hours are those on the shop's own
 * clock, whatever it is set to; what goes over midnight belongs to the day it began on, also as first or
 * last day.
 * @param now milliseconds since 1970
 * @param timeZone IANA name
 */
export function rests(schedule: TriggerSchedule, now: number, timeZone: string): boolean {
  const { days, from = 0, to = MINUTES, start, end } = schedule
  const { day, minute } = onTheClock(now, timeZone)
  const overMidnight = to <= from
  const early = minute < to
  const late = minute >= from
  if (overMidnight ? !early && !late : !early || !late) return true
  const began = overMidnight && early && !late ? day - 1 : day
  if (days && !days.includes(weekday(began))) return true
  return (start !== undefined && began < dayOf(start)) || (end !== undefined && began > dayOf(end))
}

/** Days since 1970 and minutes after midnight, as a clock in this zone shows them. */
function onTheClock(now: number, timeZone: string): { day: number; minute: number } {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return { day: Date.UTC(year, month - 1, day) / DAY, minute: hour * 60 + minute }
}

/** Making one costs more than a thousand uses of it. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}

function dayOf(date: string): number {
  return Date.parse(date) / DAY
}

/** 0 is Sunday; the first of January 1970 was a Thursday. */
function weekday(day: number): number {
  return (day + 4) % 7
}
