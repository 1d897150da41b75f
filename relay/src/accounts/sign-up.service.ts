import type { Language } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import type { AccountPrincipal } from '../http/principal.ts'
import type { Links } from '../mail/links.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import type { SiteService } from '../sites/site.service.ts'
import { findAccountByEmail, findOperator } from './account.repository.ts'
import { createAccount } from './new-account.ts'
import { openShop } from './new-shop.ts'
import { mintLink, readLink, redeemLink } from './one-time-links.ts'
import type { Passwords } from './password.ts'
import { checkPassword } from './password-rules.ts'
import type { SessionService } from './session.service.ts'
import type { SignInService } from './sign-in.service.ts'

/** SIGNUP: open, anybody; invite, whom the operator sends a link; closed, nobody. */
export type SignUpMode = 'open' | 'invite' | 'closed'

export interface SignUp {
  token: string
  name: string
  password: string
  siteName: string
  language: Language
  timeZone: string
}

/** New shops on a relay that hosts many. An address proves itself before anything is made (T15). */
export interface SignUpService {
  /** Whether anybody may ask. */
  readonly open: boolean
  /** Mails a link to go on with; the same for an address that has an account. @throws RelayError signup_closed */
  ask(email: string, language: Language): Promise<void>
  /** Makes such a link for somebody: only whoever runs the relay may. */
  invite(
    who: AccountPrincipal,
    request: { email: string; language: Language },
  ): Promise<{ url: string; mailed: boolean }>
  /** Makes the account, or proves the one there is, and its shop. Gives the cookie's secret. */
  complete(
    request: SignUp,
    from: { address: string; userAgent: string },
  ): Promise<{ cookie: string; siteId: string }>
}

export interface SignUpDeps {
  mode: SignUpMode
  db: Database
  writer: Writer
  clock: () => number
  mails: MailQueue
  links: Links
  passwords: Passwords
  sessions: SessionService
  signIn: SignInService
  sites: SiteService
}

export function createSignUpService(deps: SignUpDeps): SignUpService {
  const { mode, db, writer, mails, sessions } = deps

  function mailLink(email: string, language: Language): Promise<string> {
    return writer.run(async (tx) => {
      const token = await mintLink(tx, 'sign-up', email)
      await mails.add(tx, {
        kind: 'mail.sign-up',
        payload: { to: email, language, sealedToken: mails.seal(token) },
      })
      return token
    })
  }

  const service: SignUpService = {
    open: mode === 'open' && mails.configured,
    async ask(email, language) {
      if (!service.open) throw closed()
      await mailLink(email, language)
    },
    async invite(who, { email, language }) {
      if (mode === 'closed') throw closed()
      if ((await findOperator(db.read))?.id !== who.accountId) throw notOperator()
      const token = await mailLink(email, language)
      return { url: deps.links.signUp(token), mailed: mails.configured }
    },
    async complete(request, from) {
      if (mode === 'closed') throw closed()
      const email = await readLink(db, 'sign-up', request.token, deps.clock())
      const person = await identify(deps, email, request, from.address)
      return writer.run(async (tx) => {
        await redeemLink(tx, 'sign-up', request.token)
        const accountId =
          'accountId' in person
            ? person.accountId
            : await createAccount(tx, { ...request, ...person, email })
        const siteId = await openShop(tx, deps.sites, accountId, request)
        return { cookie: await sessions.open(tx, accountId, from.userAgent), siteId }
      })
    },
  }
  return service
}

/** Whoever has an account proves it by its password; whoever has none chooses one. */
async function identify(
  deps: SignUpDeps,
  email: string,
  request: SignUp,
  address: string,
): Promise<{ accountId: string } | { passwordHash: string }> {
  const { password, name, siteName } = request
  if (await findAccountByEmail(deps.db.read, email)) {
    return { accountId: await deps.signIn.prove({ email, password, address }) }
  }
  checkPassword(password, [name, email, siteName])
  return { passwordHash: await deps.passwords.hash(password) }
}

function closed(): RelayError {
  return new RelayError(
    'signup_closed',
    'This relay takes no new shops by itself. Ask whoever runs it, or the owner of the shop you work for.',
  )
}

function notOperator(): RelayError {
  return new RelayError('forbidden', 'Only the owner who set this relay up can do this.')
}
