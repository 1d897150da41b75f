import type { Language } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { hashSecret, mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { RelayError } from '../errors.ts'
import { addMember } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import { countAccounts, insertAccount } from './account.repository.ts'
import { insertLink, replaceLinks, useLink } from './link.repository.ts'
import { hashPassword } from './password.ts'
import type { SessionService } from './session.service.ts'

/** Days the first owner's link works; a restart prints a new one as long as nobody used it. */
const SET_UP_DAYS = 7

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
  /** Makes the first owner, their shop and their session. Gives the cookie's secret. */
  complete(owner: FirstOwner, userAgent: string): Promise<{ cookie: string; siteId: string }>
}

export function createSetUpService(deps: {
  db: Database
  writer: Writer
  sites: SiteService
  sessions: SessionService
}): SetUpService {
  const { db, writer, sites, sessions } = deps
  return {
    async openLink() {
      if ((await countAccounts(db.read)) > 0) return undefined
      const secret = mintSecret()
      await writer.run(async (tx) => {
        await replaceLinks(tx.db, 'set-up')
        await insertLink(tx.db, {
          token_hash: hashSecret(secret),
          purpose: 'set-up',
          subject: '',
          created_at: tx.now,
          expires_at: tx.now + SET_UP_DAYS * 86_400_000,
          used_at: null,
        })
      })
      return secret
    },
    async complete(owner, userAgent) {
      const passwordHash = await hashPassword(owner.password)
      return writer.run(async (tx) => {
        const link = await useLink(tx.db, 'set-up', hashSecret(owner.token), tx.now)
        if (!link) throw usedLink()
        const accountId = await createAccount(tx, owner, passwordHash)
        const site = await sites.create(tx, {
          name: owner.siteName,
          language: owner.language,
          timeZone: owner.timeZone,
        })
        await addMember(tx, { siteId: site.id, accountId, role: 'owner' })
        return { cookie: await sessions.open(tx, accountId, userAgent), siteId: site.id }
      })
    },
  }
}

async function createAccount(
  tx: WriteTx,
  owner: FirstOwner,
  passwordHash: string,
): Promise<string> {
  const id = nanoid()
  await insertAccount(tx.db, {
    id,
    email: owner.email.toLowerCase(),
    name: owner.name,
    password_hash: passwordHash,
    language: owner.language,
    settings: '{}',
    created_at: tx.now,
  })
  return id
}

function usedLink(): RelayError {
  return new RelayError(
    'link_used_or_expired',
    'This link was used or is too old. Restart the relay: it prints a new one while nobody owns it.',
  )
}
