import type { Kysely } from 'kysely'
import { overMany } from '../db/many.ts'
import type { Row, Schema } from '../db/schema.ts'
import type { Doc, Forget } from './search-index.ts'

type Db = Kysely<Schema>

/** Writes where docs lead; gives the number of each one's words, by subject. */
export async function putDocs(db: Db, docs: Doc[]): Promise<Map<string, number>> {
  const rows = await upsertDocs(db, docs)
  return new Map(rows.map((row) => [row.subject, row.id]))
}

const upsertDocs = overMany(
  (db, docs: readonly Doc[]) =>
    db
      .insertInto('search_docs')
      .values(
        docs.map((doc) => ({
          site_id: doc.siteId,
          subject: doc.subject,
          conversation_id: doc.conversationId ?? null,
          contact_id: doc.contactId ?? null,
          seq: doc.seq ?? null,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('subject').doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq') })),
      )
      .returning(['id', 'subject']),
  (doc) => [
    doc.siteId,
    doc.subject,
    doc.conversationId ?? null,
    doc.contactId ?? null,
    doc.seq ?? null,
  ],
)

/** Deletes docs; gives the numbers their words had. */
export async function deleteDocs(db: Db, where: Forget): Promise<number[]> {
  const numbers: number[] = []
  for (const [column, ids] of [
    ['subject', where.subjects],
    ['conversation_id', where.conversationIds],
    ['contact_id', where.contactIds],
  ] as const) {
    if (!ids || ids.length === 0) continue
    const rows = await db
      .deleteFrom('search_docs')
      .where(column, 'in', ids)
      .returning('id')
      .execute()
    numbers.push(...rows.map((row) => row.id))
  }
  return numbers
}

export async function deleteWords(db: Db, numbers: number[]): Promise<void> {
  await deleteRows(db, numbers)
}

const deleteRows = overMany(
  (db, numbers: readonly number[]) => db.deleteFrom('search_index').where('rowid', 'in', numbers),
  (number) => [number],
)

/** Adds words under the numbers of their docs; FTS5 splits them itself. */
export const insertWords = overMany(
  (db, rows: ReadonlyArray<{ rowid: number; site: string; words: string }>) =>
    db.insertInto('search_index').values(rows),
  (row) => [row.rowid, row.site, row.words],
)

/** Docs joined with their words, the newest first. */
export function docsWithWords(db: Db, limit: number) {
  return db
    .selectFrom('search_index')
    .innerJoin('search_docs', 'search_docs.id', 'search_index.rowid')
    .select([
      'search_docs.conversation_id as conversationId',
      'search_docs.contact_id as contactId',
      'search_docs.seq',
      'search_index.words',
    ])
    .orderBy('search_index.rowid', 'desc')
    .limit(limit)
}

/** A site's events after a number, for the indexer. */
export async function readEvents(
  db: Db,
  siteId: string,
  after: number,
  limit: number,
): Promise<Pick<Row<'events'>, 'ev' | 'type' | 'message_id' | 'data'>[]> {
  return db
    .selectFrom('events')
    .select(['ev', 'type', 'message_id', 'data'])
    .where('site_id', '=', siteId)
    .where('ev', '>', after)
    .orderBy('ev')
    .limit(limit)
    .execute()
}

const keyOf = (siteId: string) => `search ${siteId}`

/** How far a site's events are indexed. */
export async function readPosition(db: Db, siteId: string): Promise<number> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', keyOf(siteId))
    .executeTakeFirst()
  return Number(row?.value ?? 0)
}

export async function writePosition(db: Db, siteId: string, ev: number): Promise<void> {
  const value = String(ev)
  await db
    .insertInto('meta')
    .values({ key: keyOf(siteId), value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** The newest event number of every site. */
export async function readHeads(db: Db): Promise<Row<'site_streams'>[]> {
  return db.selectFrom('site_streams').selectAll().execute()
}
