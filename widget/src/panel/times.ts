import type { Messages } from '../i18n/en.ts'

/** How moments are written in one language, in the shopper's own zone. */
export interface Times {
  clock(ts: number): string
  /** Today, yesterday, or the date. */
  day(ts: number, now: number): string
}

export function createTimes(language: string, words: Messages): Times {
  // The browser's own habits (14:05 or 02:05 PM) where it speaks the panel's language.
  const locale = navigator.language.startsWith(language) ? navigator.language : language
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  return {
    clock: (ts) => clock.format(ts),
    day(ts, now) {
      const ago = daysBetween(ts, now)
      return ago === 0 ? words.today : ago === 1 ? words.yesterday : date.format(ts)
    },
  }
}

/** Midnights between two moments. */
export function daysBetween(from: number, to: number): number {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000)
}

function midnight(ts: number): number {
  return new Date(ts).setHours(0, 0, 0, 0)
}
