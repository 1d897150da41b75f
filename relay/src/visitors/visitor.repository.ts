import type { Kysely } from 'kysely'
import { contactRows } from '../db/contact-rows.ts'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function findVisitorBySecretHash(
  db: Db,
  siteId: string,
  secretHash: string,
): Promise<Row<'visitors'> | undefined> {
  return db
    .selectFrom('visitors')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .where('site_id', '=', siteId)
    .executeTakeFirst()
}

export async function insertVisitor(db: Db, row: NewRow<'visitors'>): Promise<void> {
  await db.insertInto('visitors').values(row).execute()
}

/** Puts a browser on another conversation, as another contact. */
export async function moveVisitor(
  db: Db,
  siteId: string,
  id: string,
  to: { contactId: string; conversationId: string },
): Promise<void> {
  await db
    .updateTable('visitors')
    .set({ contact_id: to.contactId, conversation_id: to.conversationId })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/** Makes all browsers of one contact another's. */
export const moveVisitorsOf = contactRows('visitors')

/** Forgets a browser: its secret opens nothing from now on. */
export async function deleteVisitor(db: Db, siteId: string, id: string): Promise<void> {
  await db.deleteFrom('visitors').where('site_id', '=', siteId).where('id', '=', id).execute()
}
