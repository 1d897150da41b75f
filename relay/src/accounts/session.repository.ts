import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertSession(db: Db, row: NewRow<'sessions'>): Promise<void> {
  await db.insertInto('sessions').values(row).execute()
}

function live(db: Db, now: number) {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
}

/** A session that is neither revoked nor over. */
export async function findLiveSession(
  db: Db,
  key: { tokenHash: string } | { id: string },
  now: number,
): Promise<Row<'sessions'> | undefined> {
  return 'id' in key
    ? live(db, now).where('id', '=', key.id).executeTakeFirst()
    : live(db, now).where('token_hash', '=', key.tokenHash).executeTakeFirst()
}

/** Where an account is signed in now, last seen first. */
export async function findLiveSessions(
  db: Db,
  accountId: string,
  now: number,
): Promise<Row<'sessions'>[]> {
  return live(db, now)
    .where('account_id', '=', accountId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function touchSession(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('sessions').set({ last_seen_at: now }).where('id', '=', id).execute()
}

/**
 * Ends sessions of an account: one, all, or all but one.
 * @returns ids of those that ended
 */
export async function revokeSessions(
  db: Db,
  accountId: string,
  which: { only?: string; except?: string },
  now: number,
): Promise<string[]> {
  let query = db
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('id', '!=', which.except)
  const rows = await query.returning('id').execute()
  return rows.map((row) => row.id)
}

/** Sessions that ended between two moments, by whichever process or by their time. */
export async function findEnded(db: Db, since: number, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('revoked_at', '>=', since),
        eb('expires_at', '>=', since).and('expires_at', '<=', now),
      ]),
    )
    .execute()
  return rows.map((row) => row.id)
}

/** Forgets sessions that ended before a moment. */
export async function deleteEndedSessions(db: Db, before: number): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<', before), eb('revoked_at', '<', before)]))
    .execute()
}
