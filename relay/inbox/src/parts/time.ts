const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long somebody waits, as a clock: 0:12, 2:14, 1:02:09; days when a clock would only frighten. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  if (milliseconds >= DAY) return `${Math.floor(milliseconds / DAY)} d`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

export interface Dates {
  /** 14:02 */
  time(at: number): string
  /** 14:02 today, Tue, 3 Nov, 3 Nov 2025: as short as it can be understood. */
  short(at: number, now: number): string
  /** Tuesday 3 November, for a divider between days. */
  day(at: number, now: number): string
  /** Tue 3 Nov 14:02 */
  moment(at: number): string
  /** Time of day in another zone, or undefined when the zone is not one. */
  timeIn(zone: string, at: number): string | undefined
}

/** @param locale BCP 47 name */
export function createDates(locale: string, today: string, yesterday: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const time = format({ hour: '2-digit', minute: '2-digit' })
  const weekday = format({ weekday: 'short' })
  const date = format({ day: 'numeric', month: 'short' })
  const dated = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const moment = format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return {
    time: (at) => time.format(at),
    short(at, now) {
      if (sameDay(at, now)) return time.format(at)
      if (now - at < 6 * DAY) return weekday.format(at)
      return (sameYear(at, now) ? date : dated).format(at)
    },
    day(at, now) {
      if (sameDay(at, now)) return today
      if (sameDay(at, now - DAY)) return yesterday
      return sameYear(at, now) ? long.format(at) : dated.format(at)
    },
    moment: (at) => moment.format(at),
    timeIn(zone, at) {
      try {
        return format({ hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at)
      } catch {
        return undefined
      }
    },
  }
}

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear()
}

/** An amount in a currency; plain digits when the currency is not one. */
export function money(locale: string, amount: number, currency = 'EUR'): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
  } catch {
    return amount.toFixed(2)
  }
}

/** Milliseconds that are not worth counting. */
const JUST_NOW = 5_000

/**
 * How long ago something was, in its largest unit: 12 seconds ago, 3 hours ago, yesterday.
 * @param justNow what is said of the last few seconds
 */
export function ago(locale: string, milliseconds: number, justNow: string): string {
  if (milliseconds < JUST_NOW) return justNow
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (milliseconds < MINUTE) return format.format(-Math.floor(milliseconds / 1_000), 'second')
  if (milliseconds < HOUR) return format.format(-Math.floor(milliseconds / MINUTE), 'minute')
  if (milliseconds < DAY) return format.format(-Math.floor(milliseconds / HOUR), 'hour')
  return format.format(-Math.floor(milliseconds / DAY), 'day')
}
