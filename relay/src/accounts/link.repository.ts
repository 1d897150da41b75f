import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertLink(db: Db, row: NewRow<'one_time_links'>): Promise<void> {
  await db.insertInto('one_time_links').values(row).execute()
}

/** Takes back the unused links of a purpose for one subject. */
export async function revokeLinks(db: Db, purpose: string, subject: string): Promise<void> {
  await db
    .deleteFrom('one_time_links')
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .where('used_at', 'is', null)
    .execute()
}

/** Uses a link up. Undefined when it is unknown, used or over: the check and the use are one statement. */
export async function useLink(
  db: Db,
  purpose: string,
  tokenHash: string,
  now: number,
): Promise<Row<'one_time_links'> | undefined> {
  return db
    .updateTable('one_time_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/** A link that would work now; looking uses nothing up. */
export async function findLink(
  db: Db,
  purpose: string,
  tokenHash: string,
  now: number,
): Promise<Row<'one_time_links'> | undefined> {
  return db
    .selectFrom('one_time_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Forgets links that were over before a moment. */
export async function deleteOldLinks(db: Db, before: number): Promise<void> {
  await db.deleteFrom('one_time_links').where('expires_at', '<', before).execute()
}

/** A link, whether it still works or not. */
export async function findKnownLink(
  db: Db,
  purpose: string,
  tokenHash: string,
): Promise<Row<'one_time_links'> | undefined> {
  return db
    .selectFrom('one_time_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
}

export async function markLinkUsed(db: Db, tokenHash: string, now: number): Promise<void> {
  await db
    .updateTable('one_time_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .execute()
}
