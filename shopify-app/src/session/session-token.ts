import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import { RelayError } from '../../../relay/src/errors.ts'
import { readShopDomain, type ShopDomain } from '../shops/shop-domain.ts'
import { verifiedClaims } from './verified-claims.ts'

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
  app: Pick<ShopifyConfig, 'apiKey' | 'secrets'>,
  now: number,
): Promise<SessionClaims> {
  const read = v.safeParse(claims, await verifiedClaims(token, app, now))
  const shop = read.success && shopOf(read.output)
  if (!shop) throw badToken()
  return { shop, userId: read.output.sub }
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
