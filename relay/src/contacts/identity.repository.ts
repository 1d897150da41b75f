import type { Kysely } from 'kysely'
import type { Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** One of the names somebody goes by on another network. */
export type IdentityKey = Pick<Row<'identities'>, 'kind' | 'value'>

/** The contact an identity belongs to. */
export async function findIdentity(
  db: Db,
  siteId: string,
  key: IdentityKey,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('identities')
    .select('contact_id')
    .where('site_id', '=', siteId)
    .where('kind', '=', key.kind)
    .where('value', '=', key.value)
    .executeTakeFirst()
  return row?.contact_id
}

/**
 * Gives an identity to a contact if it is nobody's. Of two at once the database lets one have it.
 * @returns whether it is this contact's now by this call
 */
export async function claimIdentity(db: Db, row: Row<'identities'>): Promise<boolean> {
  const claimed = await db
    .insertInto('identities')
    .values(row)
    .onConflict((conflict) => conflict.columns(['site_id', 'kind', 'value']).doNothing())
    .returning('contact_id')
    .executeTakeFirst()
  return claimed !== undefined
}
