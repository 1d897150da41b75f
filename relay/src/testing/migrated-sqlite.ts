import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../db/database.ts'
import { migrateToLatest } from '../db/migrate.ts'

/** Name of SQLite's file in a data folder. */
const FILE = 'loods.sqlite'

let template: Promise<Buffer> | undefined

/**
 * Puts a migrated database with nothing in it into a data folder that has none yet: a suite migrates once and
 * then copies, which costs a fraction of it.
 */
export async function putMigratedSqlite(dataDir: string): Promise<void> {
  const path = join(dataDir, FILE)
  if (existsSync(path)) return
  template ??= migrated()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(path, await template)
}

async function migrated(): Promise<Buffer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-template-'))
  const db = openDatabase({ dataDir })
  await migrateToLatest(db)
  await db[Symbol.asyncDispose]()
  const bytes = readFileSync(join(dataDir, FILE))
  rmSync(dataDir, { recursive: true, force: true })
  return bytes
}
