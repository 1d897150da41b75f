import type { Dwell } from './reports.ts'
import { DWELL_ENDS } from './tally.ts'

/** Leavers below which all who looked stand for them. */
const ENOUGH_LEAVERS = 30

/** Classes of time with how many went in each; a page that few visits end on is told by all its views. */
export type Goers = { step: number; count: number }[]

/** Seconds after which half of those who left had gone; undefined while nobody left. */
export function medianLeaver(dwell: readonly Dwell[]): number | undefined {
  return goneAfter(
    dwell.map(({ step, leavers }) => ({ step, count: leavers })),
    0.5,
  )
}

/** Those whose going a prompt has to come before. */
export function goersOf(dwell: readonly Dwell[]): Goers {
  const leavers = dwell.reduce((sum, { leavers }) => sum + leavers, 0)
  const counted = leavers >= ENOUGH_LEAVERS ? 'leavers' : 'views'
  return dwell.map(({ step, [counted]: count }) => ({ step, count }))
}

/**
 * Seconds after which a share of them had gone; undefined when there are none. Within a class of time
 * going is taken to be even; the last class has no end, and its beginning stands for it.
 */
export function goneAfter(goers: Goers, share: number): number | undefined {
  const wanted = share * goers.reduce((sum, { count }) => sum + count, 0)
  if (wanted === 0) return undefined
  let before = 0
  for (const { step, count } of goers) {
    if (before + count >= wanted) return secondsAt(step, (wanted - before) / count)
    before += count
  }
  return undefined
}

/** Share of them that is still there after so many seconds. */
export function stillThere(goers: Goers, seconds: number): number {
  const all = goers.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return 0
  const stay = goers.map(({ step, count }) => {
    const [from, until] = [secondsAt(step, 0), secondsAt(step, 1)]
    if (seconds <= from) return count
    return until > seconds ? (count * (until - seconds)) / (until - from) : 0
  })
  return stay.reduce((sum, count) => sum + count, 0) / all
}

function secondsAt(step: number, share: number): number {
  const from = DWELL_ENDS[step - 1] ?? 0
  const until = DWELL_ENDS[step] ?? from
  return from + share * (until - from)
}
