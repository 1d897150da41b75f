import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/support/postgres.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { migrateToLatest } from '../db/migrate.ts'
import type { Row } from '../db/schema.ts'
import { createWriter, type Writer, type WriterOptions } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { createLogger } from '../logger.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from './handler.ts'
import { leaseDue } from './outbox.repository.ts'
import { enqueue, outboxRow } from './outbox-row.ts'
import { MAX_ATTEMPTS, retryDelay } from './retry.ts'
import { createOutboxWorker, type OutboxWorker } from './worker.ts'

const HOUR = 3_600_000
const log = createLogger('silent')

interface Bench {
  db: Database
  writer: Writer
  /** The bench's own clock, moved by hand. */
  now: number
  /** When the rows of each commit are due, as the writer told. */
  dues: number[]
  open(): Promise<{ db: Database; writer: Writer }>
  worker(handlers: OutboxHandler[], workerId?: string): OutboxWorker
  add(...rows: Array<Partial<Parameters<typeof outboxRow>[0]>>): Promise<void>
  rows(): Promise<Row<'outbox'>[]>
}

type Handle = (row: Row<'outbox'>) => Promise<OutboxResult>
const done: OutboxResult = { outcome: 'done' }

function handler(handle: Handle, kind = 'test'): OutboxHandler {
  return defineHandler({ kind, payload: v.object({ n: v.number() }), handle: (row) => handle(row) })
}

function number(row: Row<'outbox'>): number {
  return JSON.parse(row.payload).n
}

async function openBench(dialect: string, close: Array<() => unknown>): Promise<Bench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-outbox-'))
  close.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const url = dialect === 'postgres' ? await freshDatabase() : undefined
  const bench = { now: 1_000_000, dues: [] as number[] } as Bench
  bench.open = async () => {
    const db = openDatabase({ url, dataDir })
    close.unshift(() => db[Symbol.asyncDispose]())
    const onCommit: WriterOptions['onCommit'] = (_, { dueAt }) => bench.dues.push(dueAt)
    return { db, writer: createWriter({ db, clock: () => bench.now, onCommit }) }
  }
  Object.assign(bench, await bench.open())
  await migrateToLatest(bench.db)
  const clock = () => bench.now
  bench.worker = (handlers, workerId = 'first') => {
    const { db, writer } = bench
    return createOutboxWorker({ db, writer, clock, random: () => 0.5, handlers, log, workerId })
  }
  bench.add = (...rows) =>
    bench.writer.run((tx) =>
      enqueue(
        tx,
        rows.map((row, n) =>
          outboxRow({
            siteId: 'site',
            kind: 'test',
            lane: 'lane',
            place: n,
            payload: { n },
            now: tx.now,
            ...row,
          }),
        ),
      ),
    )
  bench.rows = () => bench.db.read.selectFrom('outbox').selectAll().orderBy('place').execute()
  return bench
}

describe.each(['sqlite', 'postgres'])('the outbox on %s', (dialect) => {
  const close: Array<() => unknown> = []
  let bench: Bench

  beforeEach(async () => {
    bench = await openBench(dialect, close)
  })
  afterEach(async () => {
    for (const step of close.splice(0)) await step()
  })

  it('hands each due row to its handler once and keeps what the other side called it', async () => {
    const seen: number[] = []
    const worker = bench.worker([
      handler(async (row) => {
        seen.push(number(row))
        return { outcome: 'done', externalId: `x${number(row)}` }
      }),
    ])
    await bench.add({}, {}, { lane: 'other' })
    await worker.settle()
    await worker.settle()
    expect(seen.sort()).toEqual([0, 1, 2])
    expect(await bench.rows()).toMatchObject(
      [0, 1, 2].map((n) => ({ state: 'sent', external_id: `x${n}`, leased_by: null })),
    )
  })

  it('leaves a row alone until its time has come', async () => {
    const worker = bench.worker([handler(async () => done)])
    await bench.add({ dueAt: bench.now + 20_000 })
    await worker.settle()
    expect((await bench.rows())[0]?.state).toBe('pending')
    bench.now += 20_000
    await worker.settle()
    expect((await bench.rows())[0]?.state).toBe('sent')
  })

  it('keeps the order of a lane while its first row is tried again', async () => {
    const seen: string[] = []
    const worker = bench.worker([
      handler(async (row) => {
        seen.push(`${row.lane}${number(row)}`)
        const fails = row.lane === 'a' && number(row) === 0 && row.attempts < 3
        return fails ? { outcome: 'retry', reason: 'busy' } : done
      }),
    ])
    await bench.add({ lane: 'a' }, { lane: 'a' }, { lane: 'b' })
    await worker.settle()
    expect(seen.sort()).toEqual(['a0', 'b2'])
    bench.now += 1_000
    await worker.settle()
    bench.now += 5_000
    await worker.settle()
    expect(seen.slice(2)).toEqual(['a0', 'a0', 'a1'])
  })

  it('lets the next row of a lane go when the one before it has died', async () => {
    const seen: number[] = []
    const worker = bench.worker([
      handler(async (row) => {
        seen.push(number(row))
        return number(row) === 0 ? { outcome: 'dead', reason: 'no such number' } : done
      }),
    ])
    await bench.add({}, {})
    await worker.settle()
    expect(seen).toEqual([0, 1])
    expect(await bench.rows()).toMatchObject([
      { state: 'dead', error: 'no such number' },
      { state: 'sent' },
    ])
    expect(worker.counts).toMatchObject({ dead: 1, sent: 1 })
  })

  it('waits as long as the other side asked', async () => {
    const worker = bench.worker([
      handler(async (row) =>
        row.attempts === 1 ? { outcome: 'retry', afterMs: 90_000, reason: '429' } : done,
      ),
    ])
    await bench.add({})
    await worker.settle()
    expect((await bench.rows())[0]).toMatchObject({ state: 'retry', next_at: bench.now + 90_000 })
    bench.now += 89_999
    await worker.settle()
    expect((await bench.rows())[0]?.state).toBe('retry')
    bench.now += 1
    await worker.settle()
    expect((await bench.rows())[0]?.state).toBe('sent')
  })

  it('gives up after a day of trying and keeps the row with its reason', async () => {
    const worker = bench.worker([handler(async () => ({ outcome: 'retry', reason: 'down' }))])
    const began = bench.now
    await bench.add({})
    while ((await bench.rows())[0]?.state !== 'dead') {
      await worker.settle()
      bench.now = Math.max(bench.now, (await bench.rows())[0]?.next_at ?? 0)
    }
    expect((await bench.rows())[0]).toMatchObject({ error: 'down', attempts: MAX_ATTEMPTS })
    expect(bench.now - began).toBeGreaterThan(21 * HOUR)
    expect(bench.now - began).toBeLessThan(25 * HOUR)
  })

  it('does a row again when its worker died after doing and before marking, in lane order', async () => {
    const effects: string[] = []
    await bench.add({}, {})
    // The first process takes the head, acts, and is killed: nothing of it is left but its lease.
    await bench.writer.run((tx) =>
      leaseDue(tx.db, {
        dialect: bench.db.dialect,
        topic: 'test',
        worker: 'killed',
        now: tx.now,
        until: tx.now + 30_000,
        limit: 8,
      }),
    )
    effects.push('killed 0')
    const second = bench.worker(
      [
        handler(async (row) => {
          effects.push(`second ${number(row)}`)
          return done
        }),
      ],
      'second',
    )
    await second.settle()
    expect(effects).toEqual(['killed 0'])
    bench.now += 30_000
    await second.settle()
    expect(effects).toEqual(['killed 0', 'second 0', 'second 1'])
    expect(await bench.rows()).toMatchObject([{ state: 'sent', attempts: 2 }, { state: 'sent' }])
  })

  it('lets a result that comes after its lease was taken over count for nothing', async () => {
    let finishFirst: (result: OutboxResult) => void = () => {}
    const slow = bench.worker(
      [handler(() => new Promise((resolve) => (finishFirst = resolve)))],
      'slow',
    )
    const quick = bench.worker([handler(async () => ({ ...done, externalId: 'quick' }))], 'quick')
    await bench.add({})
    const settled = slow.settle()
    await until(async () => (await bench.rows())[0]?.leased_by === 'slow')
    bench.now += 30_000
    await quick.settle()
    finishFirst({ outcome: 'dead', reason: 'late' })
    await settled
    expect((await bench.rows())[0]).toMatchObject({ state: 'sent', external_id: 'quick' })
    expect(slow.counts.lost).toBe(1)
  })

  it('turns a payload nobody can read into a dead row and goes on', async () => {
    const worker = bench.worker([handler(async () => done)])
    await bench.add({}, {}, {})
    await bench.db.write
      .updateTable('outbox')
      .set({ payload: '{"n":' })
      .where('place', '=', 0)
      .execute()
    await bench.db.write
      .updateTable('outbox')
      .set({ payload: '{"n":{"$gt":0}}' })
      .where('place', '=', 1)
      .execute()
    await worker.settle()
    expect((await bench.rows()).map((row) => row.state)).toEqual(['dead', 'dead', 'sent'])
  })

  it('survives handlers that throw, and tells bugs from refusals and from what is gone', async () => {
    const worker = bench.worker([
      handler(async () => {
        throw new TypeError('secret words of a shopper')
      }, 'bug'),
      handler(async () => {
        throw notFound()
      }, 'gone'),
      handler(async () => {
        throw new RelayError('unavailable', 'busy')
      }, 'busy'),
    ])
    await bench.add(
      { kind: 'bug', lane: 'a' },
      { kind: 'gone', lane: 'b' },
      { kind: 'busy', lane: 'c' },
    )
    await worker.settle()
    expect((await bench.rows()).map((row) => [row.state, row.error])).toEqual([
      ['retry', 'TypeError'],
      ['cancelled', 'what it is about is gone'],
      ['retry', 'unavailable'],
    ])
    for (let i = 0; i < 6; i += 1) {
      bench.now += HOUR
      await worker.settle()
    }
    expect((await bench.rows()).map((row) => row.state)).toEqual(['dead', 'cancelled', 'retry'])
  })

  it('keeps a row of a kind it does not know for a version that does', async () => {
    const old = bench.worker([handler(async () => done, 'test.old')])
    await bench.add({ kind: 'test.new' }, { kind: 'new.topic', lane: 'other' })
    await old.settle()
    expect((await bench.rows()).map((row) => row.state)).toEqual(['retry', 'pending'])
    bench.now += 1_000
    const kinds = ['test.new', 'new.topic'].map((kind) => handler(async () => done, kind))
    await bench.worker(kinds).settle()
    expect((await bench.rows()).map((row) => row.state)).toEqual(['sent', 'sent'])
  })

  it('adds the rows a result asks for with the mark, not without it', async () => {
    const worker = bench.worker([
      handler(async (row) => ({
        outcome: 'done',
        next: [
          outboxRow({
            siteId: 'site',
            kind: 'later',
            lane: `after ${row.id}`,
            place: 9,
            payload: {},
            now: bench.now,
            dueAt: bench.now + HOUR,
          }),
        ],
      })),
    ])
    await bench.add({})
    await worker.settle()
    expect(await bench.rows()).toMatchObject([{ state: 'sent' }, { kind: 'later', place: 9 }])
  })

  it('shares rows between two workers so that each goes out once and every lane in order', async () => {
    const sent = new Map<string, number[]>()
    const second = await bench.open()
    const both = handler(async (row) => {
      sent.set(row.lane, [...(sent.get(row.lane) ?? []), row.place])
      return done
    })
    const workers = [
      bench.worker([both], 'first'),
      createOutboxWorker({
        ...second,
        clock: () => bench.now,
        random: () => 0.5,
        handlers: [both],
        log,
        workerId: 'second',
      }),
    ]
    await bench.add(
      ...Array.from({ length: 120 }, (_, n) => ({ lane: `lane ${n % 12}`, place: n })),
    )
    await Promise.all(workers.map((worker) => worker.settle()))
    expect([...sent.values()].flat()).toHaveLength(120)
    for (const places of sent.values()) expect(places).toEqual([...places].sort((a, b) => a - b))
    if (dialect === 'postgres') {
      for (const worker of workers) expect(worker.counts.sent).toBeGreaterThan(0)
    }
  })

  it('lets nothing wait for another topic: members are told while thousands of sends hang', async () => {
    const hanging: Array<(result: OutboxResult) => void> = []
    const told: number[] = []
    const worker = bench.worker([
      handler(() => new Promise((resolve) => hanging.push(resolve)), 'channel.send'),
      handler(async (row) => {
        told.push(number(row))
        return done
      }, 'alert.push'),
    ])
    const send = { kind: 'channel.send', dueAt: bench.now - 1_000 }
    await bench.add(...Array.from({ length: 3_000 }, (_, n) => ({ ...send, lane: `channel ${n}` })))
    await worker.start()
    worker.wake()
    await until(async () => hanging.length === 8)
    await bench.add({ kind: 'alert.push', lane: 'alert', payload: { n: 7 } })
    worker.wake()
    await until(async () => told.length === 1)
    // Each topic keeps to its own workers, and goes on as they become free.
    expect(hanging).toHaveLength(8)
    for (const finish of hanging.splice(0)) finish(done)
    await until(async () => hanging.length === 8)
    const stopped = worker.stop()
    for (const finish of hanging) finish(done)
    await stopped
    expect(worker.counts.sent).toBe(17)
  })

  it('works on what comes due by itself once started, and stops when told', async () => {
    const seen: number[] = []
    const worker = bench.worker([
      handler(async (row) => {
        seen.push(number(row))
        return done
      }),
    ])
    await worker.start()
    await bench.add({})
    worker.wake()
    await until(async () => seen.length === 1)
    await bench.add({ place: 7 })
    // No wake: the poll finds it.
    await until(async () => seen.length === 2)
    await worker.stop()
    await bench.add({ place: 8 })
    worker.wake()
    expect(seen).toEqual([0, 0])
  })

  it('tells of a commit when its first row is due', async () => {
    bench.dues.length = 0
    await bench.add({ dueAt: bench.now + 500 }, { lane: 'other', dueAt: bench.now + 200 })
    await bench.writer.run(async () => {})
    expect(bench.dues).toEqual([bench.now + 200])
  })
})

describe('the outbox of a relay that was killed', () => {
  const close: Array<() => unknown> = []
  afterEach(async () => {
    for (const step of close.splice(0)) await step()
  })

  it('goes on at once with a SQLite file nobody else can be working on', async () => {
    const bench = await openBench('sqlite', close)
    await bench.add({})
    await bench.writer.run((tx) =>
      leaseDue(tx.db, {
        dialect: 'sqlite',
        topic: 'test',
        worker: 'killed',
        now: tx.now,
        until: tx.now + 30_000,
        limit: 1,
      }),
    )
    const next = bench.worker([handler(async () => done)], 'next')
    await next.start()
    await until(async () => (await bench.rows())[0]?.state === 'sent')
    await next.stop()
  })
})

describe('the time between attempts', () => {
  it('follows the schedule within a fifth, and ends after a day', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 13].map((attempts) => retryDelay(attempts, 0.5))).toEqual([
      1_000,
      5_000,
      30_000,
      120_000,
      600_000,
      HOUR,
      3 * HOUR,
      3 * HOUR,
    ])
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const middle = retryDelay(attempts, 0.5)
          const delay = retryDelay(attempts, random)
          if (middle === undefined) return delay === undefined
          return delay !== undefined && Math.abs(delay - middle) <= middle * 0.2 + 1
        },
      ),
    )
  })
})

/** Waits for something another turn brings about. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}
