import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { openDatabase, SQLITE_PRAGMAS } from '../../relay/src/db/database.ts'
import { migrateToLatest } from '../../relay/src/db/migrate.ts'
import { orderedId } from '../../relay/src/db/ordered-id.ts'
import { cpuMicros, programInput } from '../harness/processes.ts'
import { quantile } from '../harness/statistics.ts'
import type { StageSize } from './stage.ts'

/** Messages in one commit: about what the relay collects in a turn with 400 in flight. */
const BATCH = 100
/** Writes of 4 KB made durable one by one, to know the disk. */
const SYNCS = 500

export interface FloorPlan extends StageSize {
  seconds: number
}

export type FloorResult = {
  /** Messages a second stored, with nothing around it. */
  perSecond: number
  cpuPerMessage: number
  /** Kilobytes handed to the system a message: log and checkpoints. */
  written: number
  /** Milliseconds a commit of a batch takes. */
  commitP50: number
  commitP99: number
  /** Milliseconds the disk takes to make 4 KB durable. */
  syncP50: number
  syncP99: number
}

interface Thread {
  id: string
  siteId: string
  seq: number
}

/**
 * What storing costs at the least: the rows of messages in the relay's own tables and indexes, by
 * prepared statements, without sockets, events to anybody, or questions asked before.
 */
async function main(): Promise<void> {
  const plan = await programInput<FloorPlan>()
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-floor-'))
  const db = await openTables(dataDir)
  const store = prepareStore(db, seat(db, plan))
  const until = performance.now() + plan.seconds * 1_000
  const commits: number[] = []
  const began = { at: performance.now(), cpu: cpuMicros(process.pid), bytes: bytesWritten() }
  while (performance.now() < until) commits.push(store())
  const count = commits.length * BATCH
  const result: FloorResult = {
    perSecond: count / ((performance.now() - began.at) / 1_000),
    cpuPerMessage: (cpuMicros(process.pid) - began.cpu) / count,
    written: (bytesWritten() - began.bytes) / 1_024 / count,
    ...spread('commit', commits),
    ...spread('sync', syncTimes(dataDir)),
  }
  db.close()
  rmSync(dataDir, { recursive: true, force: true })
  console.log(JSON.stringify(result))
}

async function openTables(dataDir: string): Promise<BetterSqlite.Database> {
  const migrated = openDatabase({ dataDir })
  await migrateToLatest(migrated)
  await migrated[Symbol.asyncDispose]()
  const db = new BetterSqlite(join(dataDir, 'loods.sqlite'))
  for (const pragma of SQLITE_PRAGMAS) db.pragma(pragma)
  return db
}

function seat(db: BetterSqlite.Database, size: StageSize): Thread[] {
  const threads: Thread[] = []
  for (let site = 0; site < size.sites; site++) {
    const siteId = orderedId(Date.now())
    insert(db, 'sites', 1).run(siteId, siteId, 'Bench', '{}', '', 0)
    insert(db, 'site_streams', 1).run(siteId, 0)
    for (let visitor = 0; visitor < size.visitorsPerSite; visitor++) {
      const thread = { id: orderedId(Date.now()), siteId, seq: 0 }
      threads.push(thread)
      const counters = [0, 0, 0, 0, 0, 0, 0, 0, 0]
      const [lastSeq, lastCev, lastAt, waiting, ...marks] = counters
      insert(db, 'conversations', 1).run(
        ...[thread.id, siteId, orderedId(0), 'web', 'open', null, null],
        ...[lastSeq, lastCev, lastAt, waiting, ...marks, null, '{}', null, 0, null, 1],
      )
    }
  }
  return threads
}

/** An insert of whole rows, columns as the table has them. */
function insert(db: BetterSqlite.Database, table: string, rows: number): BetterSqlite.Statement {
  const columns = (db.pragma(`table_info(${table})`) as unknown[]).length
  const row = `(${Array(columns).fill('?').join(', ')})`
  return db.prepare(`insert into ${table} values ${Array(rows).fill(row).join(', ')}`)
}

/** @returns stores one batch and gives the milliseconds its commit took */
function prepareStore(db: BetterSqlite.Database, threads: Thread[]): () => number {
  const addMessages = insert(db, 'messages', BATCH)
  const addEvents = insert(db, 'events', BATCH)
  const advance = db.prepare(
    'update conversations set last_seq = ?, last_cev = ?, last_message_at = ?, unread = ?, rev = rev + 1 where id = ?',
  )
  const takeNumbers = db.prepare<[number, string], { last_ev: number }>(
    'update site_streams set last_ev = last_ev + ? where site_id = ? returning last_ev',
  )
  return () => {
    const now = Date.now()
    const said = Array.from({ length: BATCH }, (_, i) => {
      const thread = threads[i % threads.length] as Thread
      thread.seq += 1
      return { thread, seq: thread.seq, id: orderedId(now), cid: orderedId(now) }
    })
    db.exec('begin immediate')
    addMessages.run(
      said.flatMap(({ thread, seq, id, cid }) => messageRow(thread, seq, id, cid, now)),
    )
    for (const { thread, seq } of said) advance.run(seq, seq, now, seq, thread.id)
    const events: unknown[] = []
    for (const [siteId, own] of Map.groupBy(said, ({ thread }) => thread.siteId)) {
      let ev = (takeNumbers.get(own.length, siteId)?.last_ev ?? 0) - own.length
      for (const { thread, seq, id } of own) {
        ev += 1
        events.push(siteId, ev, thread.id, seq, 'message', id, null, now)
      }
    }
    addEvents.run(events)
    const began = performance.now()
    db.exec('commit')
    return performance.now() - began
  }
}

function messageRow(thread: Thread, seq: number, id: string, cid: string, now: number): unknown[] {
  const hash = (id + cid).padEnd(43, '0')
  const text = `${now} Past deze lamp bij een E27 fitting?`
  const { id: conversationId, siteId } = thread
  return [
    ...[
      id,
      siteId,
      conversationId,
      seq,
      cid,
      hash,
      'all',
      'text',
      'visitor',
      thread.id,
      null,
      text,
    ],
    ...[null, null, null, now, null, null, 1],
  ]
}

/** Bytes this process handed to the system: wchar of proc(5). */
function bytesWritten(): number {
  return Number(/wchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0)
}

function syncTimes(dataDir: string): number[] {
  const file = openSync(join(dataDir, 'sync'), 'w')
  const page = Buffer.alloc(4_096, 1)
  const times = Array.from({ length: SYNCS }, (_, i) => {
    writeSync(file, page, 0, page.length, i * page.length)
    const began = performance.now()
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  return times
}

function spread<K extends string>(name: K, times: number[]) {
  const sorted = times.sort((a, b) => a - b)
  return {
    [`${name}P50`]: quantile(sorted, 0.5),
    [`${name}P99`]: quantile(sorted, 0.99),
  } as Record<`${K}P50` | `${K}P99`, number>
}

await main()
