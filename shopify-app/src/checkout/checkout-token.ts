import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import { RelayError } from '../../../relay/src/errors.ts'
import { verifiedClaims } from '../session/verified-claims.ts'
import { readShopDomain, type ShopDomain } from '../shops/shop-domain.ts'

/** In which shop's checkout a page stands. */
export interface CheckoutClaims {
  shop: ShopDomain
  /** Digits of the customer, where one is logged in and the app may know. */
  customerId?: string
}

const claims = v.object({
  dest: v.string(),
  iss: v.optional(v.string()),
  sub: v.optional(v.string()),
})

/**
 * Reads the token Shopify gives what stands in a checkout. Unlike one of the admin it may name no issuer
 * and nobody, and the shop without `https://`.
 * @param now milliseconds
 * @throws RelayError bad_token, in the same words whatever is wrong
 */
export async function readCheckoutToken(
  token: string,
  app: Pick<ShopifyConfig, 'apiKey' | 'secrets'>,
  now: number,
): Promise<CheckoutClaims> {
  const read = v.safeParse(claims, await verifiedClaims(token, app, now))
  const shop = read.success && shopOf(read.output)
  if (!shop) throw badToken()
  return { shop, ...customerOf(read.output.sub) }
}

/** Whoever issued it speaks for the shop it is meant for, or says nothing of itself. */
function shopOf({ dest, iss }: v.InferOutput<typeof claims>): ShopDomain | undefined {
  const shop = readShopDomain(dest.replace(/^https:\/\//, ''))
  const issuer = iss && URL.parse(iss.includes('://') ? iss : `https://${iss}`)?.hostname
  return iss === undefined || issuer === shop ? shop : undefined
}

function customerOf(sub = ''): Pick<CheckoutClaims, 'customerId'> {
  const customerId = sub.match(/^gid:\/\/shopify\/Customer\/(\d{1,30})$/)?.[1]
  return customerId ? { customerId } : {}
}

function badToken(): RelayError {
  return new RelayError(
    'bad_token',
    'Shopify did not say which shop this is, or too long ago. Nothing is lost; reload the page.',
  )
}
