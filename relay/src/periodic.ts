import type { Logger } from './logger.ts'

/** What a relay does again and again while it runs. */
export interface Periodic {
  /** Does `work` each `milliseconds`; the next turn waits for the one before. A failure is logged, the next turn tries again. */
  every(milliseconds: number, name: string, work: () => Promise<unknown>): void
  /** Ends all of it and waits for what is under way. */
  stop(): Promise<void>
}

export function createPeriodic(log: Logger): Periodic {
  const timers: NodeJS.Timeout[] = []
  const running = new Map<string, Promise<void>>()

  async function turn(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.error({ error }, `${name} failed; it is tried again`)
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
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running.values())
    },
  }
}
