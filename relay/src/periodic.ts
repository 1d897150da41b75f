import type { Logger } from './logger.ts'
import { within } from './under-way.ts'

/** Milliseconds a stopping relay waits for what it does by the clock. */
const STOP_LIMIT = 500

/** What a relay does again and again while it runs. */
export interface Periodic {
  /** Does `work` each `milliseconds`; the next turn waits for the one before. A failure is logged, the next turn tries again. */
  every(milliseconds: number, name: string, work: () => Promise<unknown>): void
  /** Ends all of it and waits a moment for what is under way; what takes longer is begun anew by the next life. */
  stop(): Promise<void>
}

export function createPeriodic(log: Logger): Periodic {
  const timers: NodeJS.Timeout[] = []
  let stopped = false
  const running = new Map<string, Promise<void>>()

  async function turn(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!stopped) log.error({ error }, `${name} failed; it is tried again`)
    } finally {
      running.delete(name)
    }
  }

  return {
    every(milliseconds, name, work) {
      const timer = setInterval(() => {
        if (!running.has(name)) running.set(name, turn(name, work))
      }, milliseconds)
      timers.push(timer.unref())
    },
    async stop() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await within(STOP_LIMIT, Promise.all(running.values()))
    },
  }
}
