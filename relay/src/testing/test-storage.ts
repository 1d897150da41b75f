import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from '../../../test/support/postgres.ts'
import { type Database, type DialectName, openDatabase } from '../db/database.ts'
import { migrateToLatest } from '../db/migrate.ts'
import { createWriter, type Wake, type Writer } from '../db/writer.ts'
import { putMigratedSqlite } from './migrated-sqlite.ts'

/** Every suite of stored things runs on each of these. */
export const DIALECTS: DialectName[] = ['sqlite', 'postgres']

/** An empty, migrated database with its writer and a clock moved by hand. */
export interface TestStorage extends AsyncDisposable {
  db: Database
  /** Postgres only: where it is. */
  url: string | undefined
  writer: Writer
  now: number
  /** What each commit woke, in order. */
  wakes: Wake[]
}

export async function openTestStorage(dialect: DialectName): Promise<TestStorage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-storage-'))
  const url = dialect === 'postgres' ? await freshDatabase() : undefined
  if (url === undefined) await putMigratedSqlite(dataDir)
  const db = openDatabase({ url, dataDir })
  await migrateToLatest(db)
  const storage: TestStorage = {
    db,
    url,
    now: 1_000_000,
    wakes: [],
    writer: createWriter({
      db,
      clock: () => storage.now,
      onCommit: (wake) => storage.wakes.push(wake),
    }),
    async [Symbol.asyncDispose]() {
      await storage.writer.drain()
      await db[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return storage
}

/** What another process that works on the same database writes with. */
export function secondWriter({ url }: TestStorage): Writer & AsyncDisposable {
  const db = openDatabase({ url, dataDir: '' })
  const writer = createWriter({ db, clock: () => 1_000_000, onCommit() {} })
  return { ...writer, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

/** The settings that make a relay use a dialect of its own in a test. */
export async function dialectEnv(dialect: DialectName): Promise<Record<string, string>> {
  return dialect === 'postgres' ? { DATABASE_URL: await freshDatabase() } : {}
}
