import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { findAccountByEmail } from './account.repository.ts'
import { hashPassword, verifyPassword } from './password.ts'
import type { SessionService } from './session.service.ts'

export interface SignInService {
  /**
   * Opens a session for an e-mail address and its password. Gives the cookie's secret.
   * @throws RelayError wrong_credentials, the same for an unknown address and a wrong password
   */
  signIn(email: string, password: string, userAgent: string): Promise<string>
}

export function createSignInService(deps: {
  db: Database
  writer: Writer
  sessions: SessionService
}): SignInService {
  // Checked against when there is no such account, so that both refusals take as long.
  const nobody = hashPassword('nobody has this password')
  return {
    async signIn(email, password, userAgent) {
      const account = await findAccountByEmail(deps.db.read, email)
      const matches = await verifyPassword(account?.password_hash ?? (await nobody), password)
      if (!account?.password_hash || !matches) throw wrongCredentials()
      return deps.writer.run((tx) => deps.sessions.open(tx, account.id, userAgent))
    },
  }
}

function wrongCredentials(): RelayError {
  return new RelayError(
    'wrong_credentials',
    'This address and password do not belong together. Try again, or ask for a new password.',
  )
}
