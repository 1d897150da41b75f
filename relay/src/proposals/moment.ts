import type { ProposedMoment } from '@loods/protocol'
import { goersOf, goneAfter, stillThere } from '../insights/dwell.ts'
import type { Dwell } from '../insights/reports.ts'

/** Share of those who leave that a prompt should still find; as late as that allows, so that it disturbs few. */
const TO_REACH = 2 / 3
/** Seconds of looking before a page may be spoken of, however old the visit is. */
const SOONEST = 5
const LATEST = 300

/**
 * When to offer help on a page: before half of those who leave it are gone, and never in the first
 * seconds of a visit. Where most are gone by then, no time is right; what is left is the moment at which
 * somebody who stayed longer turns to leave.
 * @param early seconds of a visit in which nothing is offered
 * @param begins share of the page's views that a visit began with: elsewhere the visit is older already
 */
export function chooseMoment(
  dwell: readonly Dwell[],
  { early, begins }: { early: number; begins: number },
): ProposedMoment {
  const goers = goersOf(dwell)
  const soonest = begins >= 0.5 ? Math.max(early, SOONEST) : SOONEST
  const median = goneAfter(goers, 0.5) ?? 0
  if (median <= soonest) return { type: 'leaving', reach: stillThere(goers, soonest) }
  const wished = Math.floor(goneAfter(goers, 1 - TO_REACH) ?? 0)
  const seconds = Math.min(LATEST, Math.max(soonest, wished))
  return { type: 'visible', seconds, reach: stillThere(goers, seconds) }
}
