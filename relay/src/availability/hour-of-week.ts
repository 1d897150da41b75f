export const HOURS_PER_WEEK = 168

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The hour of the week a moment falls in, as a shop's clock shows it.
 * @param at milliseconds, UTC
 * @param timeZone IANA name
 * @returns 0 to 167, Monday 00:00 first
 */
export function hourOfWeek(at: number, timeZone: string): number {
  const parts = formatFor(timeZone).formatToParts(at)
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? ''
  return DAYS.indexOf(part('weekday')) * 24 + Number(part('hour'))
}

/** Making a format is slow; a relay has as many as its shops have time zones. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}
