import type { Kysely } from 'kysely'
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
