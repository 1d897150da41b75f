import type { Language } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound, RelayError } from '../errors.ts'
import type { AccountPrincipal } from '../http/principal.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import { findAccount, findAccountByEmail, updateAccount } from './account.repository.ts'
import { mintLink, readLink, redeemLink } from './one-time-links.ts'
import type { Passwords } from './password.ts'
import { checkPassword } from './password-rules.ts'
import type { SessionService } from './session.service.ts'
import type { SignInService } from './sign-in.service.ts'

/** New passwords. Each one signs out everywhere else, at once (T17). */
export interface PasswordService {
  /** @throws RelayError wrong_credentials, weak_password */
  change(
    who: AccountPrincipal,
    request: { current: string; next: string; address: string },
  ): Promise<void>
  /**
   * Mails a link that works once, for an hour, if the address is known. Both ways look the same.
   * @throws RelayError no_mail where the relay has no mail server
   */
  askReset(email: string): Promise<void>
  /** Sets a password by such a link and signs in. Gives the cookie's secret. */
  reset(request: { token: string; password: string }, userAgent: string): Promise<string>
}

export interface PasswordDeps {
  db: Database
  writer: Writer
  clock: () => number
  mails: MailQueue
  passwords: Passwords
  sessions: SessionService
  signIn: SignInService
}

/** Subject of a link that was asked for an address nobody has: made so that both take as long. */
const NOBODY = ''

export function createPasswordService(deps: PasswordDeps): PasswordService {
  const { db, writer, mails, passwords, sessions } = deps

  async function replace(tx: WriteTx, account: Row<'accounts'>, hash: string): Promise<void> {
    await updateAccount(tx.db, account.id, { password_hash: hash })
    await mails.add(tx, {
      kind: 'mail.notice',
      payload: { to: account.email, language: account.language as Language, notice: 'password' },
    })
  }

  return {
    async change(who, { current, next, address }) {
      const account = await findAccount(db.read, who.accountId)
      if (!account) throw notFound('This account')
      await deps.signIn.prove({ email: account.email, password: current, address })
      checkPassword(next, [account.name, account.email])
      const hash = await passwords.hash(next)
      const closeSockets = await writer.run(async (tx) => {
        await replace(tx, account, hash)
        return sessions.revoke(tx, account.id, who.sessionId)
      })
      closeSockets()
    },
    async askReset(email) {
      if (!mails.configured) throw noMail()
      await writer.run(async (tx) => {
        const account = await findAccountByEmail(tx.db, email)
        const token = await mintLink(tx, 'reset', account?.id ?? NOBODY)
        if (!account) return
        const language = account.language as Language
        await mails.add(tx, {
          kind: 'mail.reset',
          payload: { to: account.email, language, sealedToken: mails.seal(token) },
        })
      })
    },
    async reset({ token, password }, userAgent) {
      const accountId = await readLink(db, 'reset', token, deps.clock())
      const account = await findAccount(db.read, accountId)
      if (!account) throw notFound('This account')
      checkPassword(password, [account.name, account.email])
      const hash = await passwords.hash(password)
      const done = await writer.run(async (tx) => {
        await redeemLink(tx, 'reset', token)
        await replace(tx, account, hash)
        const closeSockets = await sessions.revoke(tx, account.id)
        return { closeSockets, cookie: await sessions.open(tx, account.id, userAgent) }
      })
      done.closeSockets()
      return done.cookie
    },
  }
}

function noMail(): RelayError {
  return new RelayError(
    'no_mail',
    'This relay has no mail server (SMTP_URL), so no link can be sent. Ask whoever runs it.',
  )
}
