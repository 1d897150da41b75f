import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function findUnverifiedMail(
  db: Db,
  id: string,
): Promise<Row<'unverified_mails'> | undefined> {
  return db.selectFrom('unverified_mails').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertUnverifiedMail(db: Db, row: NewRow<'unverified_mails'>): Promise<void> {
  await db.insertInto('unverified_mails').values(row).execute()
}

/** Sites an unproven address got mail from since a moment, one entry a mail. */
export async function findMailingSites(
  db: Db,
  addressHash: string,
  since: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('unverified_mails')
    .select('site_id')
    .where('address_hash', '=', addressHash)
    .where('at', '>', since)
    .execute()
  return rows.map((row) => row.site_id)
}

export async function deleteUnverifiedMails(db: Db, before: number): Promise<void> {
  await db.deleteFrom('unverified_mails').where('at', '<=', before).execute()
}

/** Remembers that mail to an address reached the contact it belongs to. */
export async function saveProvenAddress(db: Db, row: NewRow<'proven_addresses'>): Promise<void> {
  await db
    .insertInto('proven_addresses')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'contact_id', 'address_hash']).doNothing(),
    )
    .execute()
}

export async function isProvenAddress(
  db: Db,
  key: Omit<Row<'proven_addresses'>, 'at'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('proven_addresses')
    .select('at')
    .where('site_id', '=', key.site_id)
    .where('contact_id', '=', key.contact_id)
    .where('address_hash', '=', key.address_hash)
    .executeTakeFirst()
  return row !== undefined
}
