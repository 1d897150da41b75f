import type { Dwell } from './reports.ts'
import { DWELL_ENDS } from './tally.ts'

/**
 * Seconds after which half of those who left had gone; undefined while nobody left. Within a class
 * of time leaving is taken to be even; the last class has no end, and its beginning stands for it.
 */
export function medianLeaver(dwell: readonly Dwell[]): number | undefined {
  const half = dwell.reduce((sum, { leavers }) => sum + leavers, 0) / 2
  if (half === 0) return undefined
  let before = 0
  for (const { step, leavers } of dwell) {
    if (before + leavers >= half) return secondsAt(step, (half - before) / leavers)
    before += leavers
  }
  return undefined
}

function secondsAt(step: number, share: number): number {
  const from = DWELL_ENDS[step - 1] ?? 0
  const until = DWELL_ENDS[step] ?? from
  return from + share * (until - from)
}
