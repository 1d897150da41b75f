import {
  DEFAULT_NOTIFICATIONS,
  type Language,
  type Member,
  type NotificationSettings,
  type PhoneState,
  type Role,
} from '@loods/protocol'
import type { Kysely } from 'kysely'
import { nanoid } from 'nanoid'
import { releaseConversations } from '../conversations/release.ts'
import type { Database } from '../db/database.ts'
import { fromJson } from '../db/json.ts'
import type { Schema } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import { type AccountPrincipal, type MemberPrincipal, roleCovers } from '../http/principal.ts'
import { forgetPhoneOf, phoneStates } from '../phones/phone-states.ts'
import { siteChanged } from '../sites/site-changed.ts'
import {
  findMember,
  findMemberOf,
  findMembers,
  findMemberships,
  findPeople,
  findRemovedSince,
  insertMember,
  type MemberRow,
  type PersonRow,
  updateMember,
} from './member.repository.ts'

/** A member as alerts need one: where and how to reach this person. */
export interface Person {
  memberId: string
  accountId: string
  name: string
  email: string
  role: Role
  language: Language
  notifications: NotificationSettings
}

export interface MemberService {
  /** The member this account is at the site; undefined when it is none. */
  principal(
    siteId: string,
    who: Pick<AccountPrincipal, 'accountId' | 'sessionId'>,
  ): Promise<MemberPrincipal | undefined>
  /** The team, with who is online. */
  list(siteId: string): Promise<Member[]>
  people(siteId: string): Promise<Person[]>
  /** A member's name; undefined for somebody who is no longer on the team. */
  nameOf(siteId: string, memberId: string): Promise<string | undefined>
  /** Shops an account answers for, with its role in each. */
  memberships(accountId: string): Promise<Array<{ siteId: string; memberId: string; role: Role }>>
  /** @throws RelayError not_found, forbidden, last_owner */
  changeRole(who: MemberPrincipal, memberId: string, role: Role): Promise<void>
  /**
   * Takes somebody off the team: their sockets close at once, their conversations are anybody's.
   * @throws RelayError not_found, forbidden, last_owner
   */
  remove(who: MemberPrincipal, memberId: string): Promise<void>
  /** Takes somebody off the team whom the shop's own admin panel vouches for no longer, the last owner too. */
  leave(siteId: string, memberId: string): Promise<void>
  /** What somebody who comes in by the shop's own admin panel is here: what they were, owner where there is none, else what the panel says. */
  roleFor(tx: WriteTx, siteId: string, accountId: string | undefined, said: Role): Promise<Role>
  /** What an account is at a site now, also inside an open transaction; undefined where it is nobody. */
  roleOf(db: Kysely<Schema>, siteId: string, accountId: string): Promise<Role | undefined>
  /** Tells the screens of every shop of this account that its team changed. */
  announce(tx: WriteTx, accountId: string): Promise<void>
  /** Who was removed since a moment, by any process. */
  removedSince(since: number): Promise<Array<{ siteId: string; memberId: string }>>
}

export interface MemberDeps {
  db: Database
  writer: Writer
  /** Ids of a site's members who have an inbox open. */
  online(siteId: string): string[]
  /** Closes every socket of a member at one site. */
  closeSockets(siteId: string, memberId: string): void
}

export function createMemberService(deps: MemberDeps): MemberService {
  const { db, writer } = deps
  return {
    async principal(siteId, who) {
      const row = await findMemberOf(db.read, siteId, who.accountId)
      return row && toPrincipal(row, who)
    },
    async nameOf(siteId, memberId) {
      return (await findMembers(db.read, siteId)).find((row) => row.id === memberId)?.name
    },
    async list(siteId) {
      const online = new Set(deps.online(siteId))
      const rows = await findMembers(db.read, siteId)
      const phones = await phoneStates(db.read, siteId)
      return rows.map((row) => toMember(row, online.has(row.id), phones.get(row.id)))
    },
    people: async (siteId) => (await findPeople(db.read, siteId)).map(toPerson),
    async memberships(accountId) {
      const rows = await findMemberships(db.read, accountId)
      return rows.map((row) => ({ siteId: row.site_id, memberId: row.id, role: row.role as Role }))
    },
    changeRole: (who, memberId, role) =>
      writer.run(async (tx) => {
        const member = await requireMember(tx, who.siteId, memberId)
        checkRank(who, member.role as Role, role)
        if (role !== 'owner') await keepAnOwner(tx, member)
        await updateMember(tx.db, who.siteId, memberId, { role })
        siteChanged(tx, who.siteId, 'team')
      }),
    async remove(who, memberId) {
      await writer.run(async (tx) => {
        const member = await requireMember(tx, who.siteId, memberId)
        checkRank(who, member.role as Role)
        await keepAnOwner(tx, member)
        await takeOff(tx, who.siteId, memberId)
      })
      deps.closeSockets(who.siteId, memberId)
    },
    async leave(siteId, memberId) {
      await writer.run((tx) => takeOff(tx, siteId, memberId))
      deps.closeSockets(siteId, memberId)
    },
    async roleFor(tx, siteId, accountId, said) {
      const owners = (await findMembers(tx.db, siteId)).filter(({ role }) => role === 'owner')
      const owns = owners.some((row) => row.account_id === accountId)
      return owns || (owners.length === 0 && said === 'admin') ? 'owner' : said
    },
    async roleOf(from, siteId, accountId) {
      return (await findMemberOf(from, siteId, accountId))?.role as Role | undefined
    },
    async announce(tx, accountId) {
      for (const row of await findMemberships(tx.db, accountId))
        siteChanged(tx, row.site_id, 'team')
    },
    removedSince: (since) => findRemovedSince(db.read, since),
  }
}

/** Adds a member inside an open transaction. Gives the member's id. */
export async function addMember(
  tx: WriteTx,
  options: { siteId: string; accountId: string; role: Role },
): Promise<string> {
  const id = await insertMember(tx.db, {
    site_id: options.siteId,
    id: nanoid(),
    account_id: options.accountId,
    role: options.role,
    created_at: tx.now,
    removed_at: null,
  })
  siteChanged(tx, options.siteId, 'team')
  return id
}

/** Only owners make, change or remove owners. @throws RelayError forbidden */
export function checkRank(who: MemberPrincipal, ...roles: Role[]): void {
  if (roles.every((role) => roleCovers(who.role, role))) return
  throw new RelayError('forbidden', 'Only an owner can do this. Ask one of them.')
}

/** Their conversations are anybody's. */
async function takeOff(tx: WriteTx, siteId: string, memberId: string): Promise<void> {
  await updateMember(tx.db, siteId, memberId, { removed_at: tx.now })
  await releaseConversations(tx, siteId, memberId)
  await forgetPhoneOf(tx, siteId, memberId)
  siteChanged(tx, siteId, 'team')
}

async function requireMember(tx: WriteTx, siteId: string, memberId: string): Promise<MemberRow> {
  const member = await findMember(tx.db, siteId, memberId)
  if (!member) throw notFound('This colleague')
  return member
}

/** A shop without an owner could never get one again. */
async function keepAnOwner(tx: WriteTx, leaving: MemberRow): Promise<void> {
  if (leaving.role !== 'owner') return
  const members = await findMembers(tx.db, leaving.site_id)
  if (members.some((row) => row.role === 'owner' && row.id !== leaving.id)) return
  throw new RelayError(
    'last_owner',
    'A shop keeps at least one owner. Make somebody else owner first.',
  )
}

function toPrincipal(row: MemberRow, who: Pick<AccountPrincipal, 'sessionId'>): MemberPrincipal {
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

function toMember(row: MemberRow, online: boolean, phone: PhoneState | undefined): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    online,
    ...(phone && { phone }),
    createdAt: row.created_at,
  }
}

function toPerson(row: PersonRow): Person {
  const { notifications } = fromJson(row.settings) as {
    notifications?: Partial<NotificationSettings>
  }
  return {
    memberId: row.id,
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    language: row.language as Language,
    notifications: { ...DEFAULT_NOTIFICATIONS, ...notifications },
  }
}
