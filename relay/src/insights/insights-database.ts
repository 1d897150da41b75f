import BetterSqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from '../db/migrate.ts'
import { withStatementCache } from '../db/statement-cache.ts'
import { migrations } from './migrations/index.ts'
import type { InsightsSchema } from './schema.ts'

/** Counts may lose their last second when the machine stops; a chat never waits for their disk. */
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'cache_size = -32000',
  'temp_store = MEMORY',
]

/** Opens what is counted on shops' pages, in its newest form. @param path file, or `:memory:` */
export async function openInsightsDatabase(path: string): Promise<Kysely<InsightsSchema>> {
  const sqlite = new BetterSqlite(path)
  for (const pragma of PRAGMAS) sqlite.pragma(pragma)
  const db = new Kysely<InsightsSchema>({
    dialect: new SqliteDialect({ database: withStatementCache(sqlite) }),
  })
  await migrate(db, migrations)
  return db
}
