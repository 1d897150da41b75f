import type { Language } from '@loods/protocol'
import { deriveKey } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { Rooms } from '../live/rooms.ts'
import type { Links } from '../mail/links.ts'
import type { MailQueue } from '../mail/mail.queue.ts'
import { createInvitationService } from '../members/invitation.service.ts'
import { memberRoutes } from '../members/member.routes.ts'
import { createMemberService, type MemberService } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import { findAccountByEmail, findOperator } from './account.repository.ts'
import { accountRoutes } from './account.routes.ts'
import { createAccountService } from './account.service.ts'
import { entryRoutes } from './entry.routes.ts'
import { createAccount } from './new-account.ts'
import { createPasswordService } from './password.service.ts'
import { createPasswords } from './password.ts'
import { checkPassword } from './password-rules.ts'
import { deleteEndedSessions, findEnded } from './session.repository.ts'
import { sessionRoutes } from './session.routes.ts'
import { createSessionService, type SessionService } from './session.service.ts'
import { createSetUpService, type SetUpService } from './set-up.service.ts'
import { createSignInService } from './sign-in.service.ts'
import { createSignUpService, type SignUpMode } from './sign-up.service.ts'

/** Milliseconds a look for ended sessions reaches back: another process' clock and a slow commit hide nothing. */
const OVERLAP = 15_000

/** Milliseconds sessions that ended are kept. */
const KEEP_ENDED = 30 * 86_400_000

export interface AccountsDeps {
  db: Database
  writer: Writer
  clock: () => number
  config: { secretKey: Buffer; publicUrl: string; signup: SignUpMode }
  limits: Limits
  rooms: Rooms
  sites: SiteService
  mails: MailQueue
  links: Links
}

/** The people who answer: their accounts, sessions and teams. */
export interface Accounts {
  sessions: SessionService
  members: MemberService
  setUp: SetUpService
  /** Adds an account inside an open transaction. Gives its id. */
  create: typeof createAccount
  /** Whoever set this relay up, once somebody has. */
  operator(): Promise<{ accountId: string; email: string; language: Language } | undefined>
  routes: Route[]
  /** Forgets sessions that ended a month ago. */
  sweep(): Promise<void>
  /** Closes the sockets of whoever was signed out or removed, by any process. */
  closeEnded(): Promise<void>
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { db, writer, clock, rooms, limits, sites, mails, links } = deps
  const { secretKey, publicUrl, signup } = deps.config
  const passwords = createPasswords()
  const members = createMemberService({
    db,
    writer,
    online: (siteId) => rooms.presence.online(siteId),
    closeSockets: rooms.closeMember,
  })
  const sessions = createSessionService({
    db,
    writer,
    clock,
    tokenKey: deriveKey(secretKey, 'tokens'),
    closeSockets: rooms.closeSession,
  })
  const signIn = createSignInService({ db, writer, sessions, passwords, limits })
  const base = { db, writer, clock, passwords, sessions, signIn, sites, mails, links, members }
  const setUp = createSetUpService(base)
  const passwordService = createPasswordService(base)
  const signUp = createSignUpService({ ...base, mode: signup })
  const accounts = createAccountService(base)
  const invitations = createInvitationService({
    ...base,
    people: {
      findByEmail: (email) => findAccountByEmail(db.read, email),
      prove: signIn.prove,
      async hashNew(password, known) {
        checkPassword(password, known)
        return passwords.hash(password)
      },
      create: createAccount,
      openSession: sessions.open,
    },
  })
  return {
    sessions,
    members,
    setUp,
    create: createAccount,
    async operator() {
      const row = await findOperator(db.read)
      return row && { accountId: row.id, email: row.email, language: row.language as Language }
    },
    routes: [
      ...entryRoutes({
        publicUrl,
        mail: mails.configured,
        limits,
        setUp,
        signUp,
        passwords: passwordService,
      }),
      ...sessionRoutes({ publicUrl, signIn, sessions }),
      ...accountRoutes({ limits, accounts, passwords: passwordService }),
      ...memberRoutes({ publicUrl, limits, members, invitations }),
    ],
    sweep: () => writer.run((tx) => deleteEndedSessions(tx.db, tx.now - KEEP_ENDED)),
    async closeEnded() {
      if (rooms.count().members === 0) return
      const since = clock() - OVERLAP
      for (const sessionId of await findEnded(db.read, since, clock()))
        rooms.closeSession(sessionId)
      for (const removed of await members.removedSince(since)) {
        rooms.closeMember(removed.siteId, removed.memberId)
      }
    },
  }
}
