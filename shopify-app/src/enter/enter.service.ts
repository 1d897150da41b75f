import type { Language, ShopifyEnterAnswer } from '@loods/protocol'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { Writer } from '../../../relay/src/db/writer.ts'
import type { HostPeopleService } from '../../../relay/src/hosts/people.service.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import { readSessionToken, type SessionClaims } from '../session/session-token.ts'
import { settleIfOld } from '../settle/settle-row.ts'
import type { ShopService } from '../shops/shop.service.ts'
import type { StaffMember, TokenRequests } from '../tokens/token-request.ts'
import { type Install, orThrow } from './install.ts'
import { languageOf } from './language.ts'

/** Longest name of somebody here. */
const MAX_NAME = 80
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export interface EnterDeps {
  writer: Writer
  clock: () => number
  shopify: ShopifyConfig
  shops: ShopService
  requests: Pick<TokenRequests, 'person'>
  install: Install
  people: Pick<HostPeopleService, 'isMember' | 'welcome'>
  sites: Pick<SiteService, 'byId'>
  limits: Pick<Limits, 'entry'>
}

/** Who comes in, as their browser says it. */
export interface Entering {
  /** App Bridge's, as it came. */
  sessionToken: string
  language: Language | undefined
  userAgent: string
}

/**
 * Brings in whoever opened the app in a shop's admin: the shop is a site from then on, the person a
 * member without another account. It waits for nothing of Shopify but tokens, and only where it has
 * none; all else follows by the outbox.
 * @throws RelayError bad_token, unavailable, rate_limited
 */
export type Enter = (who: Entering) => Promise<ShopifyEnterAnswer>

export function createEnter(deps: EnterDeps): Enter {
  const { writer, clock, shopify, shops, install, people, sites, limits } = deps

  /** What Shopify knows of somebody, asked once a person. */
  async function newcomer({ shop, userId }: SessionClaims, who: Entering) {
    const known = await shops.byDomain(shop)
    if (known && (await people.isMember(known.siteId, userId))) return undefined
    return toNewcomer(orThrow(await deps.requests.person(shop, who.sessionToken)), who.language)
  }

  return async (who) => {
    const claims = await readSessionToken(who.sessionToken, shopify, clock())
    await limits.entry(`${claims.shop} ${claims.userId}`)
    const person = await newcomer(claims, who)
    const language = person?.language ?? who.language ?? 'en'
    const siteId = await install.ensure(claims.shop, who.sessionToken, language)
    const answer = await writer.run(async (tx) => {
      await settleIfOld(tx, await shops.of(tx, siteId))
      return people.welcome(tx, siteId, claims.userId, person, who.userAgent)
    })
    return { ...answer, siteKey: (await sites.byId(siteId)).key }
  }
}

function toNewcomer(person: StaffMember, asked: Language | undefined) {
  const email = EMAIL.test(person.email) ? person.email.toLowerCase() : ''
  return {
    name: (person.name || email || 'Shopify').slice(0, MAX_NAME),
    email,
    language: asked ?? languageOf(person.locale),
    isOwner: person.isAccountOwner,
  }
}
