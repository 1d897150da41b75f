const DAY = 86_400_000
/** Days a person may still answer by hand on Messenger after somebody wrote. */
const HUMAN_DAYS = 7

/** Until when a person may answer by hand on Messenger. */
export function humanUntil(lastInboundAt: number): number {
  return lastInboundAt + HUMAN_DAYS * DAY
}
