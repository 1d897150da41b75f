/** Time that passes when it is told to: what a browser's timers are to a page that is played. */
export interface VirtualClock {
  now(): number
  /** Does something later. @returns takes it back */
  after(milliseconds: number, work: () => void): () => void
  every(milliseconds: number, work: () => void): () => void
  /** Lets time pass, and what is due then be done; what promises bring follows in between. */
  runTo(time: number): Promise<void>
}

interface Timer {
  at: number
  work: () => void
}

/** @param start milliseconds */
export function createVirtualClock(start: number): VirtualClock {
  let now = start
  let timers: Timer[] = []

  function after(milliseconds: number, work: () => void): () => void {
    const timer = { at: now + milliseconds, work }
    const later = timers.findIndex(({ at }) => at > timer.at)
    timers.splice(later < 0 ? timers.length : later, 0, timer)
    return () => {
      timers = timers.filter((one) => one !== timer)
    }
  }

  return {
    now: () => now,
    after,
    every(milliseconds, work) {
      let stop: () => void
      const turn = () => {
        stop = after(milliseconds, turn)
        work()
      }
      stop = after(milliseconds, turn)
      return () => stop()
    },
    async runTo(time) {
      for (let next = timers[0]; next && next.at <= time; next = timers[0]) {
        timers.shift()
        now = next.at
        next.work()
        await promises()
      }
      now = Math.max(now, time)
    },
  }
}

/** Resolves when everything that promises had left to do is done. */
function promises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
