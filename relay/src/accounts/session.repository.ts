import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertSession(db: Db, row: NewRow<'sessions'>): Promise<void> {
  await db.insertInto('sessions').values(row).execute()
}

/** A session that is neither revoked nor over. */
export async function findLiveSession(
  db: Db,
  key: { tokenHash: string } | { id: string },
  now: number,
): Promise<Row<'sessions'> | undefined> {
  const query = db
    .selectFrom('sessions')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
  return 'id' in key
    ? query.where('id', '=', key.id).executeTakeFirst()
    : query.where('token_hash', '=', key.tokenHash).executeTakeFirst()
}
