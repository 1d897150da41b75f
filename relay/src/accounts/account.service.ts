import type { Language, MeAnswer, ProfileChange } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import type { AccountPrincipal } from '../http/principal.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import type { MemberService } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import { findAccount, findAccountByEmail, updateAccount } from './account.repository.ts'
import { taken } from './new-account.ts'
import { mintLink, redeemLink } from './one-time-links.ts'
import type { SignInService } from './sign-in.service.ts'

/** A person's own account: who they are, and under which address. */
export interface AccountService {
  me(accountId: string): Promise<MeAnswer>
  /** Changes what is named; every shop's screens hear of a new name. */
  update(accountId: string, change: ProfileChange): Promise<void>
  /**
   * Changes the address to sign in with, once the password is proven. With a mail server the new
   * address must prove itself by opening a link first; the old one hears of it.
   * @returns whether it is changed already
   */
  changeEmail(
    who: AccountPrincipal,
    request: { email: string; password: string; address: string },
  ): Promise<boolean>
  /** Opens the link that was mailed to a new address. */
  confirmEmail(token: string): Promise<void>
}

export interface AccountDeps {
  db: Database
  writer: Writer
  mails: MailQueue
  members: MemberService
  sites: SiteService
  signIn: SignInService
}

export function createAccountService(deps: AccountDeps): AccountService {
  const { db, writer, mails } = deps
  return {
    async me(accountId) {
      const account = await requireAccount(db, accountId)
      return {
        accountId,
        name: account.name,
        email: account.email,
        language: account.language as Language,
        sites: await shopsOf(deps, accountId),
      }
    },
    update: (accountId, change) =>
      writer.run(async (tx) => {
        if (Object.keys(change).length > 0) await updateAccount(tx.db, accountId, toRow(change))
        await deps.members.announce(tx, accountId)
      }),
    async changeEmail(who, { email, password, address }) {
      const account = await requireAccount(db, who.accountId)
      await deps.signIn.prove({ email: account.email, password, address })
      if (!mails.configured) {
        await writer.run((tx) => setEmail(deps, tx, who.accountId, email))
        return true
      }
      await writer.run(async (tx) => {
        const token = await mintLink(tx, 'email', `${who.accountId} ${email}`)
        const language = account.language as Language
        await mails.add(tx, {
          kind: 'mail.email',
          payload: { to: email, language, sealedToken: mails.seal(token) },
        })
      })
      return false
    },
    confirmEmail: (token) =>
      writer.run(async (tx) => {
        const [accountId = '', email = ''] = (await redeemLink(tx, 'email', token)).split(' ')
        await setEmail(deps, tx, accountId, email)
      }),
  }
}

async function requireAccount(db: Database, accountId: string): Promise<Row<'accounts'>> {
  const account = await findAccount(db.read, accountId)
  if (!account) throw notFound('This account')
  return account
}

async function shopsOf(deps: AccountDeps, accountId: string): Promise<MeAnswer['sites']> {
  const memberships = await deps.members.memberships(accountId)
  return Promise.all(
    memberships.map(async (membership) => {
      const site = await deps.sites.byId(membership.siteId)
      return { ...membership, name: site.settings.name, key: site.key }
    }),
  )
}

function toRow({ name, language }: ProfileChange): Partial<Row<'accounts'>> {
  return { ...(name !== undefined && { name }), ...(language !== undefined && { language }) }
}

async function setEmail(
  { mails, members }: AccountDeps,
  tx: WriteTx,
  accountId: string,
  email: string,
): Promise<void> {
  const account = await findAccount(tx.db, accountId)
  if (!account) throw notFound('This account')
  const other = await findAccountByEmail(tx.db, email)
  if (other && other.id !== accountId) throw taken()
  await updateAccount(tx.db, accountId, { email })
  await members.announce(tx, accountId)
  await mails.add(tx, {
    kind: 'mail.notice',
    payload: { to: account.email, language: account.language as Language, notice: 'email' },
  })
}
