const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Milliseconds before each further attempt; the last one repeats. */
const STEPS = [SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR]
/** Attempts that fit in a day: six steps take 1.2 h, then eight times three hours. */
export const MAX_ATTEMPTS = 14
const JITTER = 0.2

/**
 * Milliseconds until the next attempt, ±20 % so that what failed together does not return together.
 * @param attempts how many there were, at least 1
 * @param random 0 to 1
 * @returns undefined once a day of trying is over
 */
export function retryDelay(attempts: number, random: number): number | undefined {
  if (attempts >= MAX_ATTEMPTS) return undefined
  const step = STEPS[Math.min(attempts, STEPS.length) - 1] as number
  return Math.round(step * (1 - JITTER + 2 * JITTER * random))
}
