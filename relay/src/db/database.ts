import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'
import { withStatementCache } from './statement-cache.ts'

export type DialectName = 'sqlite' | 'postgres'

/** Two ways into one database: `write` belongs to the writer alone, everybody reads through `read`. */
export interface Database extends AsyncDisposable {
  dialect: DialectName
  read: Kysely<Schema>
  write: Kysely<Schema>
}

/**
 * Opens the database a relay keeps its record in.
 * @param options.url a `postgres://` address, or nothing for SQLite in `options.dataDir`
 */
export function openDatabase(options: { url?: string | undefined; dataDir: string }): Database {
  return options.url ? openPostgres(options.url) : openSqlite(options.dataDir)
}

function openSqlite(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'loods.sqlite')
  const write = sqliteConnection(path, { begin: 'begin immediate' })
  const read = sqliteConnection(path)
  return database('sqlite', read, write)
}

/**
 * WAL with synchronous=FULL: every commit is on the disk before it is acknowledged
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). secure_delete: what is erased is overwritten.
 */
export const SQLITE_PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'busy_timeout = 5000',
  'foreign_keys = ON',
  'secure_delete = ON',
  'cache_size = -32000',
  'wal_autocheckpoint = 8000',
  'temp_store = MEMORY',
]

function sqliteConnection(path: string, renames: Record<string, string> = {}): Kysely<Schema> {
  const db = new BetterSqlite(path)
  for (const pragma of SQLITE_PRAGMAS) db.pragma(pragma)
  return new Kysely({ dialect: new SqliteDialect({ database: withStatementCache(db, renames) }) })
}

// Counts and times are bigint in Postgres and fit a double in this product: read them as numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

function openPostgres(url: string): Database {
  const pool = (max: number) =>
    new Kysely<Schema>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max }) }),
    })
  return database('postgres', pool(8), pool(1))
}

function database(dialect: DialectName, read: Kysely<Schema>, write: Kysely<Schema>): Database {
  return {
    dialect,
    read,
    write,
    async [Symbol.asyncDispose]() {
      await read.destroy()
      await write.destroy()
    },
  }
}
