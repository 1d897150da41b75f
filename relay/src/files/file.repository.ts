import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertFile(db: Db, row: NewRow<'files'>): Promise<void> {
  await db.insertInto('files').values(row).execute()
}

export async function findFiles(db: Db, ids: string[]): Promise<Row<'files'>[]> {
  if (ids.length === 0) return []
  return db.selectFrom('files').selectAll().where('id', 'in', ids).execute()
}

export async function setFileMessage(db: Db, id: string, messageId: string): Promise<void> {
  await db.updateTable('files').set({ message_id: messageId }).where('id', '=', id).execute()
}

/** Deletes rows of files at a site; gives the ids that were there. */
export async function deleteFiles(db: Db, siteId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .deleteFrom('files')
    .where('site_id', '=', siteId)
    .where('id', 'in', ids)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Deletes rows of all files of conversations; gives their ids. */
export async function deleteFilesOf(
  db: Db,
  siteId: string,
  conversationIds: string[],
): Promise<string[]> {
  if (conversationIds.length === 0) return []
  const rows = await db
    .deleteFrom('files')
    .where('site_id', '=', siteId)
    .where('conversation_id', 'in', conversationIds)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Deletes rows of files uploaded before a moment that no message carries; gives their ids. */
export async function deleteUnsent(db: Db, before: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('files')
    .where('message_id', 'is', null)
    .where('created_at', '<', before)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
