import type { Kysely } from 'kysely'
import { contactRows } from '../db/contact-rows.ts'
import type { ChangeOf, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

/** One of the names somebody goes by on another network. */
export type IdentityKey = Pick<Row<'identities'>, 'kind' | 'value'>

export function findIdentity(
  db: Db,
  siteId: string,
  key: IdentityKey,
): Promise<Row<'identities'> | undefined> {
  return db
    .selectFrom('identities')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('kind', '=', key.kind)
    .where('value', '=', key.value)
    .executeTakeFirst()
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

export async function updateIdentity(
  db: Db,
  { site_id, kind, value }: Row<'identities'>,
  change: ChangeOf<'identities'>,
): Promise<void> {
  await db
    .updateTable('identities')
    .set(change)
    .where('site_id', '=', site_id)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .execute()
}

/** Everything one contact goes by becomes another's. */
export const moveIdentities = contactRows('identities')
