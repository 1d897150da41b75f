import { createQueue } from './time-queue.ts'

/** The one clock of the fake: every delay, window, expiry and retry runs on it. */
export interface Time {
  /** Milliseconds since 1970. */
  now: () => number
  /** Runs `task` when `ms` have passed; returns how to call it off. */
  after: (ms: number, task: () => void | Promise<void>) => () => void
  /** Moves the clock `ms` ahead, running what falls due in order, and waits until it is done. */
  advance: (ms: number) => Promise<void>
  /** Waits until everything that has begun by now has ended; what falls due later stays. */
  settle: () => Promise<void>
  /** Lets what is planned rest for ever. */
  stop: () => void
}

export interface TimeOptions {
  /** When the clock begins, milliseconds since 1970. */
  startAt: number
  /** Whether it runs by itself, as a wall clock does; otherwise only `advance` moves it. */
  running: boolean
}

/** What setTimeout can wait for: about 24 days. */
const LONGEST = 2 ** 31 - 1

/** A clock that stands still until it is moved, or one that runs and can be moved ahead. */
export function createTime({ startAt, running }: TimeOptions): Time {
  const queue = createQueue()
  const underWay = new Set<Promise<unknown>>()
  // By the wall clock: others on this machine may live on it too, also after it slept.
  const passed = (): number => (running ? Date.now() : 0)
  let base = startAt - passed()
  let alarm: NodeJS.Timeout | undefined

  const now = (): number => base + passed()
  const moveTo = (moment: number): void => {
    if (moment > now()) base += moment - now()
  }

  function track(task: () => void | Promise<void>): void {
    const work = Promise.resolve(task()).finally(() => underWay.delete(work))
    underWay.add(work)
  }

  function runDue(): void {
    for (const task of queue.takeUntil(now())) track(task)
    setAlarm()
  }

  function setAlarm(): void {
    clearTimeout(alarm)
    const due = queue.nextDue()
    if (!running || due === undefined) return
    alarm = setTimeout(runDue, Math.min(LONGEST, Math.max(0, due - now())))
  }

  async function settle(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay)
  }

  return {
    now,
    after(ms, task) {
      const cancel = queue.add(now() + ms, task)
      setAlarm()
      return cancel
    },
    async advance(ms) {
      const target = now() + ms
      await settle()
      for (let due = queue.nextDue(); due !== undefined && due <= target; due = queue.nextDue()) {
        moveTo(due)
        runDue()
        await settle()
      }
      moveTo(target)
    },
    async settle() {
      runDue()
      await settle()
    },
    stop() {
      queue.clear()
      clearTimeout(alarm)
    },
  }
}
