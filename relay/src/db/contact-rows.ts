import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Tables whose rows are a contact's. */
type ContactTable = 'identities' | 'leads' | 'visitors'

/** Makes the rows of one contact another's. */
export type MoveRows = (
  db: Kysely<Schema>,
  siteId: string,
  from: string,
  to: string,
) => Promise<void>

/** The statement that gives what one contact has in a table to another. */
export function contactRows(name: ContactTable): MoveRows {
  // One of them stands for all while the statement is built: what they share is whose a row is.
  const table = name as 'leads'
  return async (db, siteId, from, to) => {
    await db
      .updateTable(table)
      .set({ contact_id: to })
      .where('site_id', '=', siteId)
      .where('contact_id', '=', from)
      .execute()
  }
}
