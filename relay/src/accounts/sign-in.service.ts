import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { addressBlock } from '../http/client-address.ts'
import type { Limits } from '../limits/limits.ts'
import { findAccountByEmail } from './account.repository.ts'
import type { Passwords } from './password.ts'
import type { SessionService } from './session.service.ts'

/** Who tries to prove a password, and from where. */
export interface Attempt {
  email: string
  password: string
  /** Address of the client. */
  address: string
}

export interface SignInService {
  /**
   * Opens a session for an e-mail address and its password. Gives the cookie's secret.
   * @throws RelayError wrong_credentials, the same for an unknown address and a wrong password
   */
  signIn(attempt: Attempt, userAgent: string): Promise<string>
  /**
   * Proves a password, counting wrong ones by account and by address (T18).
   * @returns the account's id
   * @throws RelayError wrong_credentials, rate_limited
   */
  prove(attempt: Attempt): Promise<string>
}

export function createSignInService(deps: {
  db: Database
  writer: Writer
  sessions: SessionService
  passwords: Passwords
  limits: Limits
}): SignInService {
  const service: SignInService = {
    async signIn(attempt, userAgent) {
      const accountId = await service.prove(attempt)
      return deps.writer.run((tx) => deps.sessions.open(tx, accountId, userAgent))
    },
    async prove({ email, password, address }) {
      const keys = [addressBlock(address), email]
      // Counted before it is known to be wrong, so that many at once are counted too.
      for (const key of keys) await deps.limits.signIn(key)
      const account = await findAccountByEmail(deps.db.read, email)
      const stored = account?.password_hash ?? undefined
      if (!(await deps.passwords.verify(stored, password)) || !account) throw wrongCredentials()
      for (const key of keys) await deps.limits.signedIn(key)
      return account.id
    },
  }
  return service
}

function wrongCredentials(): RelayError {
  return new RelayError(
    'wrong_credentials',
    'This address and password do not belong together. Try again, or ask for a new password.',
  )
}
