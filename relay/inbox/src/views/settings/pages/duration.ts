import type { Settings } from '../settings-context.ts'

/** Seconds in the unit people say them in. */
export function duration({ availability }: Settings['words'], seconds: number): string {
  if (seconds < 100) return availability.seconds(Math.round(seconds))
  if (seconds < 5_400) return availability.minutes(Math.round(seconds / 60))
  return availability.hours(Math.round(seconds / 3_600))
}
