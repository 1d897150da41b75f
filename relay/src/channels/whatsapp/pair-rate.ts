/** Code of the Graph API: too many messages from one number to one person. */
export const PAIR_RATE = 131_056
/** Waits are 1, 4, 16 … seconds (contract 2.2), an hour at most. */
const MAX_STEPS = 6
/** Pairs that are remembered; the oldest goes. */
const MAX_PAIRS = 10_000

/** How long to wait after being refused for the pair rate, longer each time in a row. */
export interface PairRate {
  /** Milliseconds until the next attempt. */
  refused(pair: string): number
  passed(pair: string): void
}

export function createPairRate(): PairRate {
  const times = new Map<string, number>()
  return {
    refused(pair) {
      const before = times.get(pair) ?? 0
      times.delete(pair)
      times.set(pair, Math.min(before + 1, MAX_STEPS))
      if (times.size > MAX_PAIRS) times.delete(times.keys().next().value as string)
      return 4 ** before * 1_000
    },
    passed: (pair) => void times.delete(pair),
  }
}
