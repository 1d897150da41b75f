/** Requests and frames being worked on: a stopping relay lets them end before it closes its database. */
export interface UnderWay {
  track<T>(work: Promise<T>): Promise<T>
  /** How many are under way now. */
  readonly size: number
  /** Resolves once nothing is under way. */
  ended(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const works = new Set<Promise<unknown>>()
  return {
    track(work) {
      works.add(work)
      const forget = () => works.delete(work)
      work.then(forget, forget)
      return work
    },
    get size() {
      return works.size
    },
    async ended() {
      while (works.size > 0) await Promise.allSettled(works)
    },
  }
}

/** Waits for something, but no longer than a limit in milliseconds. */
export async function within(limit: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, limit)
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
