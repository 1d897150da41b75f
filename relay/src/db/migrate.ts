import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { nanoid } from 'nanoid'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'

/** Brings the database to the newest schema; throws with the failed migration's name. Gives what was applied. */
export function migrateToLatest(db: Database): Promise<string[]> {
  return migrate(db.write, migrations)
}

/** Runs what is new of `list`, in order. @throws with the failed migration's name */
export async function migrate(
  // biome-ignore lint/suspicious/noExplicitAny: a migration is there before the schema it makes.
  db: Kysely<any>,
  list: Record<string, Migration>,
): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => list } })
  const { error, results = [] } = await migrator.migrateToLatest()
  const failed = results.find((result) => result.status === 'Error')
  if (error) {
    throw new Error(`Migration ${failed?.migrationName ?? ''} failed; nothing of it was kept.`, {
      cause: error,
    })
  }
  return results.map((result) => result.migrationName)
}

/**
 * The epoch names this database's history in every cursor. It is made with the database and made
 * anew by a restore, so that clients never resume into a history that went another way.
 */
export async function readEpoch(db: Database): Promise<string> {
  const row = await db.read
    .selectFrom('meta')
    .select('value')
    .where('key', '=', 'epoch')
    .executeTakeFirst()
  if (row) return row.value
  return writeEpoch(db, nanoid(12))
}

/** Sets a new epoch; every client then fetches again what it shows. */
export async function writeEpoch(db: Database, epoch: string): Promise<string> {
  await db.write
    .insertInto('meta')
    .values({ key: 'epoch', value: epoch })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: epoch }))
    .execute()
  return epoch
}
