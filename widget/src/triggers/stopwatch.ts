export interface Stopwatch {
  run(on: boolean): void
  reset(): void
  seconds(): number
}

/** Adds up the time it runs. @param clock milliseconds */
export function createStopwatch(clock: () => number): Stopwatch {
  let total = 0
  let since: number | undefined
  const elapsed = () => total + (since === undefined ? 0 : clock() - since)
  return {
    run(on) {
      total = elapsed()
      since = on ? clock() : undefined
    },
    reset() {
      total = 0
      if (since !== undefined) since = clock()
    },
    seconds: () => elapsed() / 1_000,
  }
}
