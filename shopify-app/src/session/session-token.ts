import { jwtVerify } from 'jose'
import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import { RelayError } from '../../../relay/src/errors.ts'
import { readShopDomain, type ShopDomain } from '../shops/shop-domain.ts'

/** Seconds by which Shopify's clock and ours may differ. */
const TOLERANCE = 10
/** Seconds the longest-lived of these tokens is good for: those of checkout. */
const MAX_AGE = 300

/** Whom App Bridge speaks for: somebody of a shop's staff, in the admin of that shop. */
export interface SessionClaims {
  shop: ShopDomain
  /** Shopify's id of the person. */
  userId: string
}

const claims = v.object({
  iss: v.string(),
  dest: v.string(),
  sub: v.pipe(v.string(), v.regex(/^[\w:/-]{1,80}$/)),
})

/**
 * Reads the token App Bridge gives a page in the admin: signed by us, for us, now, and from the shop
 * it is about. Shopify's own library does not compare the last two.
 * @param now milliseconds
 * @throws RelayError bad_token, in the same words whatever is wrong
 */
export async function readSessionToken(
  token: string,
  { apiKey, secrets }: Pick<ShopifyConfig, 'apiKey' | 'secrets'>,
  now: number,
): Promise<SessionClaims> {
  for (const secret of secrets) {
    const payload = await verified(token, apiKey, secret, now)
    const read = v.safeParse(claims, payload)
    if (!read.success) continue
    const shop = shopOf(read.output)
    if (shop) return { shop, userId: read.output.sub }
  }
  throw badToken()
}

async function verified(token: string, audience: string, secret: string, now: number) {
  const options = {
    algorithms: ['HS256'],
    audience,
    requiredClaims: ['exp', 'nbf', 'iat'],
    clockTolerance: TOLERANCE,
    maxTokenAge: MAX_AGE,
    currentDate: new Date(now),
  }
  const key = new TextEncoder().encode(secret)
  return jwtVerify(token, key, options).then(
    ({ payload }) => payload,
    () => undefined,
  )
}

/** The shop both addresses name: `https://<shop>` and `https://<shop>/admin`, as they are and nothing else. */
function shopOf({ iss, dest }: { iss: string; dest: string }): ShopDomain | undefined {
  const shop = readShopDomain(dest.replace(/^https:\/\//, ''))
  const isWhole = shop && dest.toLowerCase() === `https://${shop}`
  return isWhole && iss.toLowerCase() === `${dest.toLowerCase()}/admin` ? shop : undefined
}

function badToken(): RelayError {
  return new RelayError(
    'bad_token',
    'Shopify did not say who you are, or too long ago. Nothing is lost; reload the page.',
  )
}
