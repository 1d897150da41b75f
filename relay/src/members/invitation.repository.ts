import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertInvitation(db: Db, row: NewRow<'invitations'>): Promise<void> {
  await db.insertInto('invitations').values(row).execute()
}

function pending(db: Db, now: number) {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
}

/** Invitations nobody has answered and that still work, newest first. */
export async function findPendingInvitations(
  db: Db,
  siteId: string,
  now: number,
): Promise<Row<'invitations'>[]> {
  return pending(db, now)
    .where('site_id', '=', siteId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function findPendingInvitation(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<Row<'invitations'> | undefined> {
  return pending(db, now).where('token_hash', '=', tokenHash).executeTakeFirst()
}

/** Uses an invitation up. Undefined when it is unknown, used, taken back or over. */
export async function useInvitation(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<Row<'invitations'> | undefined> {
  return db
    .updateTable('invitations')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/**
 * Takes invitations back: one by its id, or all to an address.
 * @returns how many there were
 */
export async function revokeInvitations(
  db: Db,
  siteId: string,
  which: { id: string } | { email: string },
  now: number,
): Promise<number> {
  let query = db
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('site_id', '=', siteId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
  query = 'id' in which ? query.where('id', '=', which.id) : query.where('email', '=', which.email)
  return (await query.returning('id').execute()).length
}
