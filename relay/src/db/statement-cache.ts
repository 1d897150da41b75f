import type BetterSqlite from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'

/** Statements kept prepared; a batch insert has one text per row count, so this is more than queries in code. */
const KEPT = 400

/**
 * Wraps a SQLite connection so that each SQL text is prepared once: preparing costs more than
 * running for the short statements of a send.
 * @param renames texts replaced before preparing (`begin` to `begin immediate` on the writing side)
 */
export function withStatementCache(
  db: BetterSqlite.Database,
  renames: Record<string, string> = {},
): SqliteDatabase {
  const kept = new Map<string, BetterSqlite.Statement>()
  function prepare(text: string): BetterSqlite.Statement {
    const known = kept.get(text)
    if (known) return known
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
    const statement = db.prepare(renames[text] ?? text)
    kept.set(text, statement)
    return statement
  }
  return { prepare, close: () => void db.close() } as SqliteDatabase
}
