import {
  email,
  type HostTokenAnswer,
  type Language,
  language,
  lineText,
  type Role,
} from '@loods/protocol'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { SessionService } from '../accounts/session.service.ts'
import type { Database } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import type { MemberService } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import { findPerson, insertPerson, updatePerson } from './person.repository.ts'
import { readShopToken } from './signed-by-shop.ts'

/** Somebody a shop's admin panel vouches for. */
export interface HostPerson {
  subject: string
  name: string
  email: string
  language: Language
  role: Role
}

type Newcomer = Omit<HostPerson, 'subject' | 'role'> & { isOwner: boolean }
type Db = Kysely<Schema>

/** What a token for a person must say. */
const claims = v.object({
  sub: v.pipe(v.string(), v.regex(/^[\w:-]{1,80}$/)),
  name: lineText(80),
  email: v.fallback(v.optional(email, ''), ''),
  language: v.fallback(v.optional(language), undefined),
  role: v.picklist(['admin', 'agent']),
})

/** People who come in through their shop's admin panel, without a password here. */
export interface HostPeopleService {
  /**
   * Brings somebody in: a member of this shop with the name and role the panel gives. Their account is
   * their own at this shop: an address somebody else registered links to nothing (T15).
   * @throws RelayError bad_token, not_found
   */
  enter(siteKey: string, token: string, userAgent: string): Promise<HostTokenAnswer>
  /**
   * Does something in the name of whom a token is about, who is brought in first.
   * @throws RelayError bad_token, not_found
   */
  vouch<T>(
    siteKey: string,
    token: string,
    work: (tx: WriteTx, accountId: string, siteId: string) => Promise<T>,
  ): Promise<T>
  /** Whether somebody is a member already. */
  isMember(siteId: string, subject: string): Promise<boolean>
  /**
   * Opens a session for somebody a shop vouches for, inside an open transaction. Who is a member stays
   * what they are; anybody else is brought in: as an owner where there is none or they are to be one,
   * else as an agent.
   * @param who undefined for who is a member
   * @throws RelayError not_found for who is not, and is not told of
   */
  welcome(
    tx: WriteTx,
    siteId: string,
    subject: string,
    who: Newcomer | undefined,
    userAgent: string,
  ): Promise<HostTokenAnswer>
  /** Adds a person inside an open transaction, or brings them back. Gives the account's id. */
  add(tx: WriteTx, siteId: string, person: HostPerson): Promise<string>
  /** The panel no longer vouches for somebody: their sockets close at once. */
  remove(siteId: string, subject: string): Promise<void>
}

export interface HostPeopleDeps {
  db: Database
  writer: Writer
  clock: () => number
  sites: SiteService
  sessions: SessionService
  members: MemberService
  /** Makes an account nobody can sign in to with a password. */
  createAccount(
    tx: WriteTx,
    account: { email: string; name: string; passwordHash: null; language: Language },
  ): Promise<string>
  addMember(tx: WriteTx, member: { siteId: string; accountId: string; role: Role }): Promise<string>
}

export function createHostPeople(deps: HostPeopleDeps): HostPeopleService {
  const { db, writer, sites } = deps

  async function add(tx: WriteTx, siteId: string, person: HostPerson): Promise<string> {
    const { name, email, language, role, subject } = person
    const known = await findPerson(tx.db, siteId, subject)
    if (known) await updatePerson(tx.db, known.account_id, { name, email })
    const accountId =
      known?.account_id ??
      (await deps.createAccount(tx, { email, name, passwordHash: null, language }))
    const memberId = await deps.addMember(tx, { siteId, accountId, role })
    if (!known) {
      await insertPerson(tx.db, {
        site_id: siteId,
        subject,
        account_id: accountId,
        member_id: memberId,
        created_at: tx.now,
      })
    }
    return accountId
  }

  const vouch: HostPeopleService['vouch'] = async (siteKey, token, work) => {
    const { siteId, person } = await vouched(sites, siteKey, token, deps.clock())
    return writer.run(async (tx) => {
      const known = await findPerson(tx.db, siteId, person.subject)
      const role = await deps.members.roleFor(tx, siteId, known?.account_id, person.role)
      return work(tx, await add(tx, siteId, { ...person, role }), siteId)
    })
  }

  /** The account of somebody who is a member now. */
  async function memberAccount(db: Db, siteId: string, subject: string) {
    const known = await findPerson(db, siteId, subject)
    const role = known && (await deps.members.roleOf(db, siteId, known.account_id))
    return role && known.account_id
  }

  const welcome: HostPeopleService['welcome'] = async (tx, siteId, subject, who, userAgent) => {
    const member = await memberAccount(tx.db, siteId, subject)
    if (!member && !who) throw new RelayError('not_found', 'You are not on this shop’s team.')
    const accountId = member ?? (await bringIn(tx, siteId, subject, who as Newcomer))
    return { ...(await deps.sessions.openBrief(tx, accountId, userAgent)), siteId }
  }

  async function bringIn(tx: WriteTx, siteId: string, subject: string, who: Newcomer) {
    const { isOwner, ...person } = who
    // What a panel calls an admin is an owner where there is none.
    const first = (await deps.members.roleFor(tx, siteId, undefined, 'admin')) === 'owner'
    return add(tx, siteId, { ...person, subject, role: first || isOwner ? 'owner' : 'agent' })
  }

  return {
    add,
    vouch,
    welcome,
    isMember: async (siteId, subject) =>
      (await memberAccount(db.read, siteId, subject)) !== undefined,
    enter: (siteKey, token, userAgent) =>
      vouch(siteKey, token, async (tx, accountId, siteId) => ({
        ...(await deps.sessions.openBrief(tx, accountId, userAgent)),
        siteId,
      })),
    async remove(siteId, subject) {
      const known = await findPerson(db.read, siteId, subject)
      if (known) await deps.members.leave(siteId, known.member_id)
    },
  }
}

/** The site a token is about, and whom its panel vouches for. @throws RelayError bad_token, not_found */
async function vouched(
  sites: SiteService,
  siteKey: string,
  token: string,
  now: number,
): Promise<{ siteId: string; person: HostPerson }> {
  const site = await sites.byKey(siteKey)
  if (!site) throw new RelayError('not_found', 'This shop is not here. Press Start again.')
  const secret = await sites.signingSecret(site.id)
  const payload = await readShopToken(token, { key: site.key, secret }, 'loods-member', now)
  const parsed = v.safeParse(claims, payload)
  if (!parsed.success) {
    throw new RelayError('bad_token', 'The token does not say who comes in: sub, name and role.')
  }
  const { sub, language = site.settings.language, ...rest } = parsed.output
  return { siteId: site.id, person: { ...rest, subject: sub, language } }
}
