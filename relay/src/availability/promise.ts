import { HOURS_PER_WEEK } from './hour-of-week.ts'

/** Fewer answers than this say nothing about the next one. */
export const MIN_SAMPLES = 5

export interface ReplySample {
  /** 0 to 167. */
  hourOfWeek: number
  seconds: number
}

/**
 * What a shop may promise at each hour of the week: the median seconds to a first reply of that
 * hour; where it has too few answers, of that hour with the two beside it, then of all hours.
 * @returns 168 medians, null where even all hours together have too few
 */
export function measurePromise(samples: ReplySample[]): Array<number | null> {
  const byHour = Array.from({ length: HOURS_PER_WEEK }, (): number[] => [])
  for (const { hourOfWeek, seconds } of samples) byHour[hourOfWeek]?.push(seconds)
  const overall = medianOf(samples.map((sample) => sample.seconds))
  return byHour.map((own, hour) => medianOf(own) ?? medianOf(around(byHour, hour)) ?? overall)
}

/** Answers of an hour and its neighbours; the week is a ring. */
function around(byHour: number[][], hour: number): number[] {
  return [-1, 0, 1].flatMap((step) => byHour[(hour + step + HOURS_PER_WEEK) % HOURS_PER_WEEK] ?? [])
}

/** The middle value, or the mean of the two middle ones; null for too few. */
export function medianOf(values: number[]): number | null {
  if (values.length < MIN_SAMPLES) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] as number
  const high = sorted[Math.floor(middle)] as number
  return Math.round((low + high) / 2)
}
