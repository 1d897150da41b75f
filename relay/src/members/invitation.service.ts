import type {
  Invitation,
  InvitationLookAnswer,
  InviteAnswer,
  Language,
  Role,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { MemberPrincipal } from '../http/principal.ts'
import type { Links } from '../mail/links.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import type { SiteService } from '../sites/site.service.ts'
import { siteChanged } from '../sites/site-changed.ts'
import {
  findPendingInvitation,
  findPendingInvitations,
  insertInvitation,
  revokeInvitations,
  useInvitation,
} from './invitation.repository.ts'
import { findMembers } from './member.repository.ts'
import { addMember, checkRank } from './member.service.ts'

/** Milliseconds an invitation works (T07). */
const LIFETIME = 72 * 3_600_000

export interface Invite {
  email: string
  role: Role
  language?: Language | undefined
}

export interface Acceptance {
  token: string
  password: string
  name?: string | undefined
  language?: Language | undefined
}

/** Asking people to join a team. An invitation works once, for 72 hours. */
export interface InvitationService {
  pending(siteId: string): Promise<Invitation[]>
  /**
   * Invites an address, taking back an earlier invitation to it. The link is for the admin to pass
   * on; a mail leaves too when there is a mail server.
   * @throws RelayError forbidden, already_exists
   */
  invite(who: MemberPrincipal, invite: Invite): Promise<InviteAnswer>
  /** @throws RelayError not_found */
  revoke(siteId: string, id: string): Promise<void>
  /** What an invitation is about. @throws RelayError link_used_or_expired */
  look(token: string): Promise<InvitationLookAnswer>
  /** Joins the team and signs in. Gives the cookie's secret. @throws RelayError link_used_or_expired */
  accept(
    acceptance: Acceptance,
    from: { address: string; userAgent: string },
  ): Promise<{ cookie: string; siteId: string }>
}

/** What is asked of accounts here: to find one, to prove one, to make one. */
export interface People {
  findByEmail(email: string): Promise<{ id: string } | undefined>
  /** @returns the account's id @throws RelayError wrong_credentials, rate_limited */
  prove(attempt: { email: string; password: string; address: string }): Promise<string>
  /** Checks a new password and hashes it. @throws RelayError weak_password */
  hashNew(password: string, known: string[]): Promise<string>
  create(
    tx: WriteTx,
    account: { email: string; name: string; passwordHash: string; language: Language },
  ): Promise<string>
  openSession(tx: WriteTx, accountId: string, userAgent: string): Promise<string>
}

export interface InvitationDeps {
  db: Database
  writer: Writer
  clock: () => number
  mails: MailQueue
  links: Links
  sites: SiteService
  people: People
}

export function createInvitationService(deps: InvitationDeps): InvitationService {
  const { db, writer, mails, people } = deps

  async function requirePending(token: string): Promise<Row<'invitations'>> {
    const row = await findPendingInvitation(db.read, hashSecret(token), deps.clock())
    if (!row) throw deadInvitation()
    return row
  }

  return {
    async pending(siteId) {
      const rows = await findPendingInvitations(db.read, siteId, deps.clock())
      const names = await memberNames(db, siteId)
      return rows.map((row) => toInvitation(row, names))
    },
    async invite(who, wanted) {
      checkRank(who, wanted.role)
      const site = await deps.sites.byId(who.siteId)
      const token = mintSecret()
      const row = await writer.run(async (tx) => {
        await refuseMember(tx, who.siteId, wanted.email)
        const added = await replaceInvitation(tx, who, wanted, token)
        await mails.add(tx, {
          kind: 'mail.invitation',
          siteId: who.siteId,
          payload: {
            to: wanted.email,
            language: wanted.language ?? site.settings.language,
            sealedToken: mails.seal(token),
            shop: site.settings.name,
            who: who.name,
            role: wanted.role,
          },
        })
        return added
      })
      return {
        invitation: toInvitation(row, new Map([[who.memberId, who.name]])),
        url: deps.links.invitation(token),
        mailed: mails.configured,
      }
    },
    revoke: (siteId, id) =>
      writer.run(async (tx) => {
        const count = await revokeInvitations(tx.db, siteId, { id }, tx.now)
        if (count === 0) throw notFound('This invitation')
        siteChanged(tx, siteId, 'team')
      }),
    async look(token) {
      const row = await requirePending(token)
      const site = await deps.sites.byId(row.site_id)
      const names = await memberNames(db, row.site_id)
      return {
        shop: site.settings.name,
        role: row.role as Role,
        email: row.email,
        invitedBy: names.get(row.invited_by) ?? '',
        hasAccount: (await people.findByEmail(row.email)) !== undefined,
      }
    },
    async accept(acceptance, from) {
      const pending = await requirePending(acceptance.token)
      const site = await deps.sites.byId(pending.site_id)
      const join = await identify(people, pending.email, acceptance, {
        address: from.address,
        shop: site.settings.name,
      })
      return writer.run(async (tx) => {
        const row = await useInvitation(tx.db, hashSecret(acceptance.token), tx.now)
        if (!row) throw deadInvitation()
        const language = acceptance.language ?? site.settings.language
        const accountId =
          'accountId' in join
            ? join.accountId
            : await people.create(tx, { ...join, email: row.email, language })
        await addMember(tx, { siteId: row.site_id, accountId, role: row.role as Role })
        const cookie = await people.openSession(tx, accountId, from.userAgent)
        return { cookie, siteId: row.site_id }
      })
    },
  }
}

/** Whoever has an account proves it; whoever has none gives a name and chooses a password. */
async function identify(
  people: People,
  email: string,
  { password, name }: Acceptance,
  { address, shop }: { address: string; shop: string },
): Promise<{ accountId: string } | { name: string; passwordHash: string }> {
  if (await people.findByEmail(email)) {
    return { accountId: await people.prove({ email, password, address }) }
  }
  if (name === undefined) {
    throw new RelayError('invalid', 'Fill in your name, so that shoppers know whom they talk to.', {
      field: 'name',
    })
  }
  return { name, passwordHash: await people.hashNew(password, [name, email, shop]) }
}

async function replaceInvitation(
  tx: WriteTx,
  who: MemberPrincipal,
  { email, role }: Invite,
  token: string,
): Promise<Row<'invitations'>> {
  await revokeInvitations(tx.db, who.siteId, { email }, tx.now)
  const row: Row<'invitations'> = {
    site_id: who.siteId,
    id: nanoid(),
    token_hash: hashSecret(token),
    email,
    role,
    invited_by: who.memberId,
    created_at: tx.now,
    expires_at: tx.now + LIFETIME,
    used_at: null,
    revoked_at: null,
  }
  await insertInvitation(tx.db, row)
  siteChanged(tx, who.siteId, 'team')
  return row
}

async function refuseMember(tx: WriteTx, siteId: string, email: string): Promise<void> {
  const members = await findMembers(tx.db, siteId)
  if (members.every((row) => row.email !== email)) return
  throw new RelayError('already_exists', 'This person is on the team already.', { field: 'email' })
}

async function memberNames(db: Database, siteId: string): Promise<Map<string, string>> {
  const rows = await findMembers(db.read, siteId)
  return new Map(rows.map((row) => [row.id, row.name]))
}

function toInvitation(row: Row<'invitations'>, names: Map<string, string>): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role as Role,
    invitedBy: names.get(row.invited_by) ?? '',
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

function deadInvitation(): RelayError {
  return new RelayError(
    'link_used_or_expired',
    'This invitation was used, taken back or is too old. Ask for a new one.',
  )
}
