const BASE = 500
const CAP = 30_000

/**
 * Milliseconds to wait before attempt number `attempt` (from 0): anything up to a ceiling that
 * doubles, so that a thousand inboxes do not come back in step (full jitter).
 */
export function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(CAP, BASE * 2 ** attempt)
}
