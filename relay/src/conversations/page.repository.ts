import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export async function insertPage(db: Db, row: NewRow<'conversation_pages'>): Promise<void> {
  await db.insertInto('conversation_pages').values(row).execute()
}

export async function countPages(db: Db, conversationId: string): Promise<number> {
  const { n } = await db
    .selectFrom('conversation_pages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The newest pages of a conversation, newest first. */
export async function findPages(
  db: Db,
  conversationId: string,
  limit: number,
): Promise<Row<'conversation_pages'>[]> {
  return db
    .selectFrom('conversation_pages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
