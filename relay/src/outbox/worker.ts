import * as v from 'valibot'
import type { Database } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import { within } from '../under-way.ts'
import type { OutboxHandler, OutboxResult } from './handler.ts'
import {
  endLease,
  findDueTopic,
  leaseDue,
  removeEnded,
  takeBackLeases,
} from './outbox.repository.ts'
import { CUT_OFF, enqueue, type OutboxState, topicOf } from './outbox-row.ts'
import { MAX_ATTEMPTS, retryDelay } from './retry.ts'

/** Milliseconds a worker has for one row before another may take it over. */
const LEASE = 30_000
/** Milliseconds a handler has; less than the lease, so that a late result still finds it. */
const HANDLER_LIMIT = 25_000
/** Milliseconds between looks for rows whose time came by itself, or whose wake was lost. */
const POLL = 1_000
/** Milliseconds a stopping worker waits for what it is doing. */
const STOP_LIMIT = 3_000
/** Rows of one topic worked on at a time. */
const AT_A_TIME = 8
/** Attempts at a row whose handler fails in a way nobody foresaw. */
const UNFORESEEN_LIMIT = 5
/** Milliseconds ended rows are kept, and between sweeps of them. */
const KEEP_ENDED = 30 * 86_400_000
const SWEEP = 3_600_000

export interface OutboxDeps {
  db: Database
  writer: Writer
  clock: () => number
  /** 0 to 1. */
  random: () => number
  handlers: OutboxHandler[]
  log: Logger
  /** Names this process in leases. */
  workerId: string
  /** Told of every row that is given up, in the transaction that says so. */
  onDead?: (tx: WriteTx, row: Row<'outbox'>) => Promise<void> | void
  /** Told of every row that ended or is to be tried again. */
  onResult?: (kind: string, state: OutboxState) => void
}

/** How attempts ended since the start. */
export type OutboxCounts = Record<'sent' | 'retried' | 'dead' | 'cancelled' | 'lost', number>

/**
 * Works off the outbox: what a transaction decided, done after it, however often the process dies.
 * Each topic has workers of its own, so that members are told of who waits however much leaves meanwhile.
 */
export interface OutboxWorker {
  /** Takes handlers of parts that are built later; before it starts. */
  add(handlers: OutboxHandler[]): void
  /** Begins to work: at once, on every wake, and by a poll. */
  start(): Promise<void>
  /** Something may be due. */
  wake(): void
  /** Looks at once for what a commit made due; what is due later is found when its time comes. */
  committed(dueAt: number): void
  /** Works until nothing is due by the clock. */
  settle(): Promise<void>
  /** Takes nothing new and finishes what it is doing; what does not finish in time is taken over later. */
  stop(): Promise<void>
  counts: Readonly<OutboxCounts>
}

export function createOutboxWorker(deps: OutboxDeps): OutboxWorker {
  const { db, writer, clock, log } = deps
  const handlers = new Map<string, OutboxHandler>()
  const topics = new Set<string>()
  /** What is being worked on, with its topic. */
  const running = new Map<Promise<void>, string>()
  const counts: OutboxCounts = { sent: 0, retried: 0, dead: 0, cancelled: 0, lost: 0 }
  const timers: NodeJS.Timeout[] = []
  let working = false
  /** Set when a stop could not wait any longer: what still runs must touch nothing. */
  let letGo = false
  let wanted = false
  let looking: Promise<void> | undefined

  /** Begins what is due, in each topic as much as its workers can take. @returns how much that was */
  async function look(): Promise<number> {
    let begun = 0
    let left = [...topics].filter((topic) => freeFor(topic) > 0)
    for (;;) {
      const topic = await findDueTopic(db.read, clock(), left)
      if (topic === undefined) return begun
      begun += await take(topic)
      left = left.filter((other) => other !== topic)
    }
  }

  function freeFor(topic: string): number {
    return AT_A_TIME - [...running.values()].filter((other) => other === topic).length
  }

  async function take(topic: string): Promise<number> {
    const rows = await writer.run((tx) =>
      leaseDue(tx.db, {
        dialect: db.dialect,
        topic,
        worker: deps.workerId,
        now: tx.now,
        until: tx.now + LEASE,
        limit: freeFor(topic),
      }),
    )
    for (const row of rows) begin(row)
    return rows.length
  }

  function begin(row: Row<'outbox'>): void {
    const work = workOn(row).finally(() => {
      running.delete(work)
      wake()
    })
    running.set(work, row.topic)
  }

  async function workOn(row: Row<'outbox'>): Promise<void> {
    const result = await attempt(handlers.get(row.kind), row, (error) => {
      if (!letGo) log.error({ error, kind: row.kind }, 'an outbox handler failed')
    })
    // Its lease runs out, and another life takes it over.
    if (letGo) return
    try {
      await conclude(row, result)
    } catch (error) {
      log.error({ error, kind: row.kind }, 'an outbox row could not be marked; its lease runs out')
    }
  }

  async function conclude(row: Row<'outbox'>, result: OutboxResult): Promise<void> {
    const change = toChange(row, result, clock(), deps.random())
    const kept = await writer.run(async (tx) => {
      const mine = await endLease(tx.db, row, change)
      await result.record?.(tx)
      if (mine && result.outcome === 'done') await enqueue(tx, result.next ?? [])
      if (mine && change.state === 'dead') await deps.onDead?.(tx, row)
      return mine
    })
    count(counts, kept ? change.state : 'lost')
    if (kept) deps.onResult?.(row.kind, change.state)
    if (change.state === 'dead') {
      log.error({ kind: row.kind, reason: change.error }, 'an outbox row was given up')
    }
  }

  function wake(): void {
    wanted = true
    if (working) looking ??= lookWhileWanted()
  }

  async function lookWhileWanted(): Promise<void> {
    // Leave this turn first: who wakes us may be about to write more.
    await Promise.resolve()
    while (wanted && working) {
      wanted = false
      await look().catch((error: unknown) => log.error({ error }, 'leasing outbox rows failed'))
    }
    looking = undefined
  }

  function add(more: OutboxHandler[]): void {
    for (const handler of more) {
      handlers.set(handler.kind, handler)
      topics.add(topicOf(handler.kind))
    }
  }

  function sweep(): void {
    writer
      .run((tx) => removeEnded(tx.db, tx.now - KEEP_ENDED))
      .catch((error: unknown) => log.error({ error }, 'sweeping the outbox failed'))
  }

  add(deps.handlers)
  return {
    counts,
    wake,
    add,
    committed(dueAt) {
      if (dueAt <= clock()) wake()
    },
    async start() {
      // One process owns a SQLite file: leases of others are those of a life that ended.
      if (db.dialect === 'sqlite') {
        await writer.run((tx) => takeBackLeases(tx.db, deps.workerId, tx.now))
      }
      working = true
      timers.push(setInterval(wake, POLL).unref(), setInterval(sweep, SWEEP).unref())
      wake()
    },
    async settle() {
      for (;;) {
        await looking
        if ((await look()) === 0 && running.size === 0) return
        await Promise.all(running.keys())
      }
    },
    async stop() {
      working = false
      for (const timer of timers.splice(0)) clearInterval(timer)
      await looking
      await within(STOP_LIMIT, Promise.all(running.keys()))
      letGo = true
    },
  }
}

/** Runs one attempt; whatever goes wrong becomes a result, so that no row can end the process. */
async function attempt(
  handler: OutboxHandler | undefined,
  row: Row<'outbox'>,
  onFailure: (error: unknown) => void,
): Promise<OutboxResult> {
  // Another version of the relay may have written it, and may yet work on it.
  if (!handler) return { outcome: 'retry', reason: 'nobody here knows this kind' }
  if (row.attempts > MAX_ATTEMPTS) return { outcome: 'dead', reason: 'every attempt was cut off' }
  const payload = v.safeParse(handler.payload, readPayload(row))
  if (!payload.success) return { outcome: 'dead', reason: 'the payload cannot be read' }
  try {
    return await withLimit(handler.handle(row, payload.output))
  } catch (error) {
    // Erased or removed since the row was written: nobody wants it any more, and nothing is wrong.
    if (error instanceof RelayError && error.code === 'not_found') return GONE
    onFailure(error)
    return toResult(error, row.attempts)
  }
}

const GONE: OutboxResult = { outcome: 'cancel', reason: 'what it is about is gone' }

function readPayload(row: Row<'outbox'>): unknown {
  try {
    return fromJson(row.payload)
  } catch {
    return undefined
  }
}

function withLimit(work: Promise<OutboxResult>): Promise<OutboxResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ outcome: 'retry', reason: CUT_OFF }), HANDLER_LIMIT)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** Refusals that will be the same tomorrow end a row; anything unforeseen gets a few more chances. */
function toResult(error: unknown, attempts: number): OutboxResult {
  const reason = error instanceof Error ? error.name : 'Error'
  if (error instanceof RelayError) {
    return error.status < 500 && error.code !== 'rate_limited'
      ? { outcome: 'dead', reason: error.code }
      : { outcome: 'retry', reason: error.code }
  }
  return attempts < UNFORESEEN_LIMIT ? { outcome: 'retry', reason } : { outcome: 'dead', reason }
}

type Ending = Partial<Row<'outbox'>> & { state: OutboxState }

function toChange(row: Row<'outbox'>, result: OutboxResult, now: number, random: number): Ending {
  switch (result.outcome) {
    case 'done':
      return { state: 'sent', external_id: result.externalId ?? null, error: null, done_at: now }
    case 'cancel':
      return { state: 'cancelled', error: result.reason, done_at: now }
    case 'dead':
      return { state: 'dead', error: result.reason, done_at: now }
    case 'wait':
      return {
        state: 'retry',
        error: result.reason,
        attempts: row.attempts - 1,
        next_at: now + result.afterMs,
      }
    case 'retry': {
      const delay = retryDelay(row.attempts, random)
      if (delay === undefined) return { state: 'dead', error: result.reason, done_at: now }
      return { state: 'retry', error: result.reason, next_at: now + (result.afterMs ?? delay) }
    }
  }
}

function count(counts: OutboxCounts, ending: OutboxState | 'lost'): void {
  if (ending === 'retry') counts.retried += 1
  else if (ending !== 'pending' && ending !== 'leased') counts[ending] += 1
}
