import { createHmac, timingSafeEqual } from 'node:crypto'
import { RelayError } from '../../../relay/src/errors.ts'
import { readShopDomain, type ShopDomain } from '../shops/shop-domain.ts'

/** Seconds a request may be old, or our clocks differ. */
const MAX_AGE = 90

/** A request of a shop's page, as Shopify passed it on. */
export interface ProxiedRequest {
  shop: ShopDomain
  /** Shopify's number of the customer who is logged in; undefined where nobody is. */
  customerId: string | undefined
}

/**
 * Reads what Shopify says of a request it passed on: signed with a secret of the app's, just now. Nothing
 * else in it is Shopify's word.
 * @param secrets while they are rotated either is good
 * @param now milliseconds
 * @throws RelayError unauthorized, in the same words whatever is wrong
 */
export function readProxiedRequest(
  query: URLSearchParams,
  secrets: readonly string[],
  now: number,
): ProxiedRequest {
  const signed = signedText(query)
  const signature = said(query, 'signature')
  const timestamp = Number(said(query, 'timestamp') || Number.NaN)
  const shop = readShopDomain(said(query, 'shop'))
  const customer = said(query, 'logged_in_customer_id')
  const isOurs = secrets.some((secret) => isSignature(signature, hexHmac(signed, secret)))
  const isNow = Math.abs(now / 1_000 - timestamp) <= MAX_AGE
  if (!isOurs || !isNow || !shop || !/^\d{0,30}$/.test(customer)) throw unauthorized()
  return { shop, customerId: customer || undefined }
}

/**
 * What is signed: parameters as `name=value`, values of one name joined by commas, sorted, with nothing
 * between them (https://shopify.dev/docs/apps/build/online-store/app-proxies/authenticate-app-proxies).
 */
export function signedText(query: URLSearchParams): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature')
  return names
    .map((name) => `${name}=${said(query, name)}`)
    .sort()
    .join('')
}

/** What is said twice is read as the list it is signed as, which is no shop, time or customer. */
function said(query: URLSearchParams, name: string): string {
  return query.getAll(name).join(',')
}

function hexHmac(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

function isSignature(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function unauthorized(): RelayError {
  return new RelayError(
    'unauthorized',
    'Shopify did not sign this request, or not just now. Ask again through the shop’s own address.',
  )
}
