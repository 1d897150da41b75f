import { parentPort, workerData } from 'node:worker_threads'
import { openInsightsDatabase } from './insights-database.ts'
import { createInsightsStore, type InsightsStore } from './store.ts'

/** A question to the store, and the answer to it, told apart by their number. */
export interface Question {
  n: number
  name: keyof InsightsStore
  args: unknown[]
}
export type Answer = { n: number; value: unknown } | { n: number; error: unknown }

const db = await openInsightsDatabase((workerData as { path: string }).path)
const store = createInsightsStore(db)

// One after the other: what was recorded before a report was asked for is in it.
let last: Promise<unknown> = Promise.resolve()
parentPort?.on('message', (question: Question) => {
  last = last.then(async () => parentPort?.postMessage(await answer(question)))
})

async function answer({ n, name, args }: Question): Promise<Answer> {
  try {
    const run = store[name] as (...args: unknown[]) => Promise<unknown>
    return { n, value: await run(...args) }
  } catch (error) {
    return { n, error }
  }
}
