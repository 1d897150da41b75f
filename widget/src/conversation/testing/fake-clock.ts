interface Timer {
  at: number
  work(): void
}

/** Time that passes only when a test says so. */
export interface FakeClock {
  now(): number
  setTimeout(work: () => void, milliseconds: number): number
  clearTimeout(timer: number | undefined): void
  /** Lets time pass: timers fire in order, promises settle in between. */
  pass(milliseconds: number): Promise<void>
}

export function createFakeClock(): FakeClock {
  const timers = new Map<number, Timer>()
  let time = 1_000_000
  let last = 0

  function nextDue(until: number): [number, Timer] | undefined {
    return [...timers]
      .filter(([, timer]) => timer.at <= until)
      .sort(([, a], [, b]) => a.at - b.at)[0]
  }

  return {
    now: () => time,
    setTimeout(work, milliseconds) {
      last += 1
      timers.set(last, { at: time + Math.max(0, milliseconds), work })
      return last
    },
    clearTimeout: (timer) => void timers.delete(timer ?? 0),
    async pass(milliseconds) {
      const until = time + milliseconds
      await settle()
      for (let due = nextDue(until); due; due = nextDue(until)) {
        timers.delete(due[0])
        time = due[1].at
        due[1].work()
        await settle()
      }
      time = until
    },
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}
