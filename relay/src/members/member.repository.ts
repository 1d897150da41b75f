import type { Kysely } from 'kysely'
import type { NewRow, Row, Schema } from '../db/schema.ts'

type Db = Kysely<Schema>

export type MemberRow = Row<'members'> & { name: string; email: string }

export async function insertMember(db: Db, row: NewRow<'members'>): Promise<void> {
  await db.insertInto('members').values(row).execute()
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

export async function findMembers(db: Db, siteId: string): Promise<MemberRow[]> {
  return withPerson(db)
    .where('members.site_id', '=', siteId)
    .orderBy('members.created_at')
    .execute()
}

/** Every shop a person answers for. */
export async function findMemberships(db: Db, accountId: string): Promise<MemberRow[]> {
  return withPerson(db)
    .where('members.account_id', '=', accountId)
    .orderBy('members.created_at')
    .execute()
}
