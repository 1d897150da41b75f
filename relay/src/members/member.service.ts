import type { Member, Role } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Database } from '../db/database.ts'
import type { WriteTx } from '../db/writer.ts'
import type { AccountPrincipal, MemberPrincipal } from '../http/principal.ts'
import {
  findMemberOf,
  findMembers,
  findMemberships,
  insertMember,
  type MemberRow,
} from './member.repository.ts'

export interface MemberService {
  /** The member this account is at the site; undefined when it is none. */
  principal(siteId: string, who: AccountPrincipal): Promise<MemberPrincipal | undefined>
  list(siteId: string): Promise<Member[]>
  /** Shops an account answers for, with its role in each. */
  memberships(accountId: string): Promise<Array<{ siteId: string; memberId: string; role: Role }>>
}

export function createMemberService(deps: { db: Database }): MemberService {
  const { db } = deps
  return {
    async principal(siteId, who) {
      const row = await findMemberOf(db.read, siteId, who.accountId)
      return row && toPrincipal(row, who)
    },
    async list(siteId) {
      return (await findMembers(db.read, siteId)).map(toMember)
    },
    async memberships(accountId) {
      const rows = await findMemberships(db.read, accountId)
      return rows.map((row) => ({ siteId: row.site_id, memberId: row.id, role: row.role as Role }))
    },
  }
}

/** Adds a member inside an open transaction. Gives the member's id. */
export async function addMember(
  tx: WriteTx,
  options: { siteId: string; accountId: string; role: Role },
): Promise<string> {
  const id = nanoid()
  await insertMember(tx.db, {
    site_id: options.siteId,
    id,
    account_id: options.accountId,
    role: options.role,
    created_at: tx.now,
    removed_at: null,
  })
  return id
}

function toPrincipal(row: MemberRow, who: AccountPrincipal): MemberPrincipal {
  return {
    kind: 'member',
    siteId: row.site_id,
    memberId: row.id,
    accountId: row.account_id,
    sessionId: who.sessionId,
    role: row.role as Role,
    name: row.name,
  }
}

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    createdAt: row.created_at,
  }
}
