const BASE = 500
const CAP = 30_000

/**
 * Milliseconds before try number `attempt` (from 0): full jitter over a doubling span, so that
 * thousands of clients do not come back together.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(CAP, BASE * 2 ** attempt)
}
