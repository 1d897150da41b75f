import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Logger } from '../logger.ts'
import type { Answer, Question } from './insights.worker.ts'
import type { InsightsStore } from './store.ts'
import type { VisitRecord } from './visit-record.ts'

/** Milliseconds in which visits are collected before they are written together. */
const WRITE_EVERY = 1_000
/** Visits waiting to be written; beyond them the oldest go, so that memory stays bounded. */
const MAX_WAITING = 20_000

/** What is counted on shops' pages, in a thread and a file of its own: no report delays a chat. */
export interface Insights extends AsyncDisposable {
  /** Whether nothing was ever counted; whoever only looks starts no thread for that. */
  isEmpty(): boolean
  /** Keeps a visit that is over, a moment later. */
  record(visit: VisitRecord): void
  /** Asks the store; what was recorded before is in the answer. */
  ask<Name extends keyof InsightsStore>(
    name: Name,
    ...args: Parameters<InsightsStore[Name]>
  ): ReturnType<InsightsStore[Name]>
  /** Forgets what is older than a shop wants to keep, and makes room for new pages. Times in milliseconds. */
  trim(siteId: string, before: number, now: number): Promise<void>
  /** Forgets a shop. */
  forget(siteId: string): Promise<void>
}

interface Asked {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** The thread starts with the first thing there is to count. @param path of the SQLite file */
export function createInsights({ path, log }: { path: string; log: Logger }): Insights {
  const asked = new Map<number, Asked>()
  let waiting: VisitRecord[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let worker: Worker | undefined
  let count = 0

  function start(): Worker {
    const started = new Worker(new URL('./insights.worker.ts', import.meta.url), {
      workerData: { path },
    })
    started.on('message', (answer: Answer) => {
      const { resolve, reject } = asked.get(answer.n) ?? {}
      asked.delete(answer.n)
      if (asked.size === 0) started.unref()
      if ('error' in answer) reject?.(answer.error)
      else resolve?.(answer.value)
    })
    started.on('error', (error) => stopped(started, error))
    started.on('exit', () =>
      stopped(started, new Error('The thread that counts page views stopped')),
    )
    return started
  }

  /** Another thread takes over with the next question. */
  function stopped(which: Worker, error: unknown): void {
    if (worker !== which) return
    worker = undefined
    for (const { reject } of asked.values()) reject(error)
    asked.clear()
  }

  function post(name: Question['name'], args: unknown[]): Promise<unknown> {
    worker ??= start()
    // Only a question that waits for its answer keeps a process alive.
    worker.ref()
    const n = ++count
    worker.postMessage({ n, name, args } satisfies Question)
    return new Promise((resolve, reject) => asked.set(n, { resolve, reject }))
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const visits = waiting
    waiting = []
    await post('recordVisits', [visits]).catch((error: unknown) =>
      log.warn({ error, visits: visits.length }, 'visits were not counted'),
    )
  }

  const isEmpty = () => !worker && !existsSync(path)

  /** Where nothing was ever counted there is nothing to forget, and no thread to start for it. */
  async function unlessEmpty(name: 'trim' | 'forget', args: unknown[]): Promise<void> {
    await flush()
    if (!isEmpty()) await post(name, args)
  }

  return {
    isEmpty,
    record(visit) {
      if (waiting.push(visit) > MAX_WAITING) waiting.shift()
      timer ??= setTimeout(() => void flush(), WRITE_EVERY).unref()
    },
    ask(name, ...args) {
      void flush()
      return post(name, args) as never
    },
    trim: (siteId, before, now) => unlessEmpty('trim', [siteId, before, now]),
    forget: (siteId) => unlessEmpty('forget', [siteId]),
    async [Symbol.asyncDispose]() {
      await flush()
      const last = worker
      worker = undefined
      await last?.terminate()
    },
  }
}
