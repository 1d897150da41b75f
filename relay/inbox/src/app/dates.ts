import { useMemo } from 'preact/hooks'
import { createDates, type Dates } from '../parts/time.ts'
import { useInbox } from './context.ts'

/** Dates and times in the words of the inbox around this component. */
export function useDates(): Dates {
  const { locale, words } = useInbox()
  return useMemo(() => datesFor(locale, words.list.today, words.list.yesterday), [locale])
}

const made = new Map<string, Dates>()

/** Intl's formatters are slow to make, so that all components share them. */
function datesFor(locale: string, today: string, yesterday: string): Dates {
  const dates = made.get(locale) ?? createDates(locale, today, yesterday)
  made.set(locale, dates)
  return dates
}
