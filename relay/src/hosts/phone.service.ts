import type { PhoneLinkAnswer } from '@loods/protocol'
import { mintLink, PHONE_LINK_LIFE, redeemLink } from '../accounts/one-time-links.ts'
import type { SessionService } from '../accounts/session.service.ts'
import type { Writer } from '../db/writer.ts'
import type { HostPeopleService } from './people.service.ts'

/** Brings somebody of a shop's admin panel onto their phone, which has no way in of its own. */
export interface PhoneService {
  /**
   * A link that signs this person's phone in, once; an earlier one works no longer.
   * @param token as the shop signs it for its people
   * @throws RelayError bad_token, not_found
   */
  link(siteKey: string, token: string): Promise<PhoneLinkAnswer>
  /** Uses a link up. Gives the secret for the cookie. @throws RelayError link_used_or_expired */
  signIn(code: string, userAgent: string): Promise<string>
}

export function createPhones(deps: {
  writer: Writer
  publicUrl: string
  people: HostPeopleService
  sessions: SessionService
}): PhoneService {
  const { writer, people, sessions } = deps
  return {
    link: (siteKey, token) =>
      people.vouch(siteKey, token, async (tx, accountId) => ({
        url: `${deps.publicUrl}/inbox#phone=${await mintLink(tx, 'phone', accountId)}`,
        expiresAt: tx.now + PHONE_LINK_LIFE,
      })),
    signIn: (code, userAgent) =>
      writer.run(async (tx) => sessions.open(tx, await redeemLink(tx, 'phone', code), userAgent)),
  }
}
