import type { Language } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { SiteService } from '../sites/site.service.ts'
import { findOperator, saveOperator } from './account.repository.ts'
import { createAccount } from './new-account.ts'
import { openShop } from './new-shop.ts'
import { mintLink, readLink, redeemLink } from './one-time-links.ts'
import type { Passwords } from './password.ts'
import { checkPassword } from './password-rules.ts'
import type { SessionService } from './session.service.ts'

/** Set-up links are all for the same: there is one first owner. */
const FIRST_OWNER = ''

export interface FirstOwner {
  token: string
  name: string
  email: string
  password: string
  siteName: string
  language: Language
  timeZone: string
}

export interface SetUpService {
  /** A one-time link's secret for the first owner, or undefined once somebody owns this relay. */
  openLink(): Promise<string | undefined>
  /** Whether nobody owns this relay yet. */
  isNeeded(): Promise<boolean>
  /** Makes the first owner, their shop and their session. Gives the cookie's secret. */
  complete(owner: FirstOwner, userAgent: string): Promise<{ cookie: string; siteId: string }>
}

export function createSetUpService(deps: {
  db: Database
  writer: Writer
  clock: () => number
  passwords: Passwords
  sites: SiteService
  sessions: SessionService
}): SetUpService {
  const { db, writer, sites, sessions } = deps
  const service: SetUpService = {
    async openLink() {
      if (!(await service.isNeeded())) return undefined
      return writer.run((tx) => mintLink(tx, 'set-up', FIRST_OWNER))
    },
    async isNeeded() {
      return (await findOperator(db.read)) === undefined
    },
    async complete(owner, userAgent) {
      await readLink(db, 'set-up', owner.token, deps.clock())
      checkPassword(owner.password, [owner.name, owner.email, owner.siteName])
      const passwordHash = await deps.passwords.hash(owner.password)
      return writer.run(async (tx) => {
        await redeemLink(tx, 'set-up', owner.token)
        const accountId = await createAccount(tx, { ...owner, passwordHash })
        await saveOperator(tx.db, accountId)
        const siteId = await openShop(tx, sites, accountId, owner)
        return { cookie: await sessions.open(tx, accountId, userAgent), siteId }
      })
    },
  }
  return service
}
