import type { Role } from '@loods/protocol'
import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export type MemberRow = Row<'members'> & { name: string; email: string }

/**
 * Adds a member; one who left before comes back as the member they were.
 * @returns the member's id
 */
export async function insertMember(db: Db, row: NewRow<'members'>): Promise<string> {
  const { id } = await db
    .insertInto('members')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'site_id']).doUpdateSet({ role: row.role, removed_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function withPerson(db: Db) {
  return db
    .selectFrom('members')
    .innerJoin('accounts', 'accounts.id', 'members.account_id')
    .selectAll('members')
    .select(['accounts.name', 'accounts.email'])
    .where('members.removed_at', 'is', null)
}

/** The member an account is at a site, if it is one now. */
export async function findMemberOf(
  db: Db,
  siteId: string,
  accountId: string,
): Promise<MemberRow | undefined> {
  return withPerson(db)
    .where('members.site_id', '=', siteId)
    .where('members.account_id', '=', accountId)
    .executeTakeFirst()
}

export async function findMember(
  db: Db,
  siteId: string,
  id: string,
): Promise<MemberRow | undefined> {
  return withPerson(db)
    .where('members.site_id', '=', siteId)
    .where('members.id', '=', id)
    .executeTakeFirst()
}

export async function findMembers(db: Db, siteId: string): Promise<MemberRow[]> {
  return withPerson(db)
    .where('members.site_id', '=', siteId)
    .orderBy('members.created_at')
    .orderBy('members.id')
    .execute()
}

/** Every shop a person answers for. */
export async function findMemberships(db: Db, accountId: string): Promise<MemberRow[]> {
  return withPerson(db)
    .where('members.account_id', '=', accountId)
    .orderBy('members.created_at')
    .orderBy('members.id')
    .execute()
}

export async function updateMember(
  db: Db,
  siteId: string,
  id: string,
  change: { role: Role } | { removed_at: number },
): Promise<void> {
  await db
    .updateTable('members')
    .set(change)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute()
}

/** Members who were removed since a moment and are not back, by whichever process. */
export async function findRemovedSince(
  db: Db,
  since: number,
): Promise<Array<{ siteId: string; memberId: string }>> {
  return db
    .selectFrom('members')
    .select(['site_id as siteId', 'id as memberId'])
    .where('removed_at', '>=', since)
    .execute()
}

export type PersonRow = MemberRow & { language: string; settings: string }

/** Members with what their accounts say about reaching them. */
export async function findPeople(db: Db, siteId: string): Promise<PersonRow[]> {
  return withPerson(db)
    .select(['accounts.language', 'accounts.settings'])
    .where('members.site_id', '=', siteId)
    .orderBy('members.created_at')
    .execute()
}
