import type { ControlledTransaction, Transaction } from 'kysely'
import type { Database } from './database.ts'
import { type EventDraft, numberEvents } from './event-numbers.ts'
import type { Schema } from './schema.ts'
import { toStorageError } from './storage-error.ts'

/** What a command writes with: the open transaction and the events it tells of. */
export interface WriteTx {
  db: Transaction<Schema>
  /** Milliseconds, UTC, the same for the whole batch. */
  now: number
  /** Adds an event; it gets its number just before the commit (`draft.ev`). */
  emit(draft: EventDraft): EventDraft
  /** Says that outbox rows of this transaction are due at a moment: who works them off hears of it. */
  due(at: number): void
}

/** The outcome of one input of a command: refusing one input keeps the others. */
export type Outcome<O> = { ok: true; value: O } | { ok: false; error: Error }

/**
 * A kind of write that takes many inputs at once, so that a busy turn costs a few statements.
 * Runs in a savepoint of its own; if it throws, its inputs are tried again one by one.
 */
export interface Command<I, O> {
  name: string
  run(tx: WriteTx, inputs: I[]): Promise<Outcome<O>[]>
}

/** What changed, by site: the number of the newest event each one has now. */
export type Wake = ReadonlyMap<string, number>

/** What a commit tells of itself. */
export interface Committed {
  /** Its events, numbered. */
  drafts: readonly EventDraft[]
  /** When the first of its outbox rows is due; Infinity when it wrote none. */
  dueAt: number
}

export interface WriterOptions {
  db: Database
  clock: () => number
  /** Called after each commit that made events or outbox rows; never inside the transaction. */
  onCommit: (wake: Wake, committed: Committed) => void
  /** Told of each batch: its commands, and seconds from its begin to its commit. */
  onBatch?: (size: number, seconds: number) => void
  /** Most inputs in one transaction. */
  batchLimit?: number
}

/** The one way anything is written while the relay runs: commands of one event-loop turn share a commit. */
export interface Writer {
  /** Resolves once the command's outcome is committed, and so durable. Rejects with what refused it. */
  submit<I, O>(command: Command<I, O>, input: I): Promise<O>
  /**
   * A write of its own kind: runs in a savepoint within the next batch, and once more from its
   * beginning where another process got in its way.
   */
  run<O>(work: (tx: WriteTx) => Promise<O>): Promise<O>
  /** Resolves when everything submitted so far is committed or refused. */
  drain(): Promise<void>
}

interface Job {
  command: Command<unknown, unknown>
  input: unknown
  settle(outcome: Outcome<unknown>): void
}

/** A write that is alone in its kind, as a command: its input is what to do. */
const single: Command<(tx: WriteTx) => Promise<unknown>, unknown> = {
  name: 'single',
  async run(tx, works) {
    const outcomes: Outcome<unknown>[] = []
    for (const work of works) outcomes.push({ ok: true, value: await work(tx) })
    return outcomes
  },
}

export function createWriter(options: WriterOptions): Writer {
  const batchLimit = options.batchLimit ?? 500
  let queue: Job[] = []
  let flushing: Promise<void> | undefined

  function enqueue(command: Command<never, unknown>, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      queue.push({
        command: command as Command<unknown, unknown>,
        input,
        settle: (outcome) => (outcome.ok ? resolve(outcome.value) : reject(outcome.error)),
      })
      flushing ??= nextTurn().then(flushAll)
    })
  }

  async function flushAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, batchLimit)
      queue = queue.slice(batchLimit)
      await commitBatch(options, batch)
      await nextTurn()
    }
    flushing = undefined
  }

  return {
    submit: <I, O>(command: Command<I, O>, input: I) =>
      enqueue(command as Command<never, unknown>, input) as Promise<O>,
    run: <O>(work: (tx: WriteTx) => Promise<O>) =>
      enqueue(single as Command<never, unknown>, work) as Promise<O>,
    async drain() {
      while (flushing) await flushing
    },
  }
}

/** Lets all input of this event-loop turn arrive, so that one commit serves it. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function commitBatch(options: WriterOptions, batch: Job[], tries = TRIES): Promise<void> {
  const began = performance.now()
  let done: BatchResult
  let wake: Wake
  try {
    const trx = await options.db.write.startTransaction().execute()
    try {
      done = await runGroups(trx, options.clock(), batch)
      wake = await numberEvents(trx, done.drafts)
      await trx.commit().execute()
    } catch (error) {
      await trx.rollback().execute().catch(ignoreLostTransaction)
      throw error
    }
  } catch (error) {
    if (MET_ANOTHER.has(codeOf(error)) && tries > 1) return commitBatch(options, batch, tries - 1)
    const refusal = toStorageError(error)
    for (const job of batch) job.settle({ ok: false, error: refusal })
    return
  }
  options.onBatch?.(batch.length, (performance.now() - began) / 1_000)
  if (wake.size > 0 || done.dueAt < Infinity) options.onCommit(wake, done)
  for (const settle of done.settled) settle()
}

/** A commit that failed may have ended the transaction already; the first error is the one to tell. */
function ignoreLostTransaction(): void {}

interface BatchResult extends Committed {
  drafts: EventDraft[]
  settled: Array<() => void>
}

async function runGroups(
  trx: ControlledTransaction<Schema>,
  now: number,
  batch: Job[],
): Promise<BatchResult> {
  const result: BatchResult = { drafts: [], dueAt: Infinity, settled: [] }
  for (const group of groupByCommand(batch)) await runGroup(trx, now, group, result)
  return result
}

/** Neighbours of one kind run together; the order of arrival stays. Single works run each alone. */
function groupByCommand(batch: Job[]): Job[][] {
  const groups: Job[][] = []
  for (const job of batch) {
    const last = groups.at(-1)
    if (last && last[0]?.command === job.command && job.command !== single) last.push(job)
    else groups.push([job])
  }
  return groups
}

async function runGroup(
  trx: ControlledTransaction<Schema>,
  now: number,
  group: Job[],
  result: BatchResult,
  tries = 2,
): Promise<void> {
  const drafts: EventDraft[] = []
  let dueAt = Infinity
  const saved = await trx.savepoint('command').execute()
  try {
    const tx: WriteTx = {
      db: saved,
      now,
      emit: (draft) => keep(drafts, draft),
      due(at) {
        dueAt = Math.min(dueAt, at)
      },
    }
    const outcomes = await (group[0] as Job).command.run(
      tx,
      group.map((job) => job.input),
    )
    await saved.releaseSavepoint('command').execute()
    result.drafts.push(...drafts)
    result.dueAt = Math.min(result.dueAt, dueAt)
    group.forEach((job, i) => {
      const outcome = outcomes[i] as Outcome<unknown>
      result.settled.push(() => job.settle(outcome))
    })
  } catch (error) {
    await saved.rollbackToSavepoint('command').execute()
    if (isTransactionFatal(error)) throw error
    if (group.length > 1) for (const job of group) await runGroup(trx, now, [job], result)
    else if (codeOf(error) === WAS_FIRST && tries > 1)
      await runGroup(trx, now, group, result, tries - 1)
    else result.settled.push(() => group[0]?.settle({ ok: false, error: toStorageError(error) }))
  }
}

function keep<T>(list: T[], item: T): T {
  list.push(item)
  return item
}

/** Times a batch is begun that another process gets in the way of. */
const TRIES = 5
/** Postgres: each waits for what the other holds, or has read what the other changed. */
const MET_ANOTHER = new Set(['40P01', '40001'])
/** Postgres: another process wrote the same meanwhile; who looks again finds it. */
const WAS_FIRST = '23505'

/** Errors after which nothing else of the batch can be trusted to be written. */
function isTransactionFatal(error: unknown): boolean {
  const code = codeOf(error)
  const isFull = code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')
  return isFull || code === '53100' || MET_ANOTHER.has(code)
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? ''
}
