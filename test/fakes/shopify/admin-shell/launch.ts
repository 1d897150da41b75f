import { createHmac } from 'node:crypto'
import { sessionToken } from '../auth/session-token.ts'
import type { Core } from '../core.ts'
import { handleOf, type Shop, type Staff } from '../world/shop.ts'

/**
 * The address the admin frames the app at: the page asked for, with what Shopify adds to it and an
 * hmac over all of that.
 * @param page what follows the app's address: path and query
 * @param shell the admin's own host, such as `admin.shopify.com`
 */
export function launchUrl(
  core: Core,
  shop: Shop,
  staff: Staff,
  { page, shell }: { page: string; shell: string },
): string {
  const url = new URL(`${core.app.url}${page}`)
  const added = {
    embedded: '1',
    host: hostParameter(shop, shell),
    id_token: sessionToken(core, shop, staff),
    locale: staff.locale,
    session: core.ids.hex(64),
    shop: shop.domain,
    timestamp: String(Math.floor(core.time.now() / 1000)),
  }
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value)
  url.searchParams.set('hmac', hmacOfQuery(url.searchParams, core.app.secrets[0] ?? ''))
  return url.href
}

/** `host`: base64 of where the shop's admin is, without padding. */
function hostParameter(shop: Shop, shell: string): string {
  return Buffer.from(`${shell}/store/${handleOf(shop)}`)
    .toString('base64')
    .replace(/=+$/, '')
}

/** Hexadecimal HMAC-SHA256 over all parameters but `hmac`, sorted and encoded, with `&` between them. */
export function hmacOfQuery(query: URLSearchParams, secret: string): string {
  const text = [...query]
    .filter(([name]) => name !== 'hmac')
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  return createHmac('sha256', secret).update(text).digest('hex')
}
