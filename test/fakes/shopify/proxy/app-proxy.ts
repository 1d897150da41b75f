import type { Core } from '../core.ts'
import { addressOf } from '../world/app-registration.ts'
import type { Shop } from '../world/shop.ts'
import { proxySignature } from './signature.ts'

/** Headers of the shopper's that Shopify does not hand on. */
const KEPT_BACK = [
  'cookie',
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'authorization',
]
/** Headers of the app's that Shopify does not hand back. */
const NOT_HANDED_BACK = ['set-cookie', 'content-encoding', 'content-length', 'transfer-encoding']

/** Whether a path of the storefront is the app's. */
export function isProxied({ app }: Core, path: string): boolean {
  const prefix = prefixOf(app.proxy)
  return path === prefix || path.startsWith(`${prefix}/`)
}

/**
 * Forwards a request under `/{prefix}/{subpath}` to the app, signed.
 * @param customerId the customer who is logged in
 */
export async function forward(
  core: Core,
  shop: Shop,
  request: Request,
  customerId: bigint | undefined,
): Promise<Response> {
  if (!shop.installation) return new Response('Not Found', { status: 404 })
  const url = proxiedUrl(core, shop, new URL(request.url), customerId)
  const hasBody = !['GET', 'HEAD'].includes(request.method)
  try {
    const response = await core.fetch(url.href, {
      method: request.method,
      headers: without(request.headers, KEPT_BACK),
      redirect: 'manual',
      ...(hasBody && { body: await request.arrayBuffer() }),
    })
    const { status } = response
    const body = [204, 304].includes(status) ? null : await response.arrayBuffer()
    return new Response(body, { status, headers: without(response.headers, NOT_HANDED_BACK) })
  } catch {
    return new Response('Bad Gateway', { status: 502 })
  }
}

/** Where a request of the storefront goes, with what Shopify adds to it. */
export function proxiedUrl(
  core: Core,
  shop: Shop,
  asked: URL,
  customerId: bigint | undefined,
): URL {
  const { app, time } = core
  const prefix = prefixOf(app.proxy)
  const url = new URL(`${addressOf(app, app.proxy.url)}${asked.pathname.slice(prefix.length)}`)
  url.search = asked.search
  // What a shopper writes into the address themself is not what Shopify says.
  for (const name of ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature']) {
    url.searchParams.delete(name)
  }
  url.searchParams.append('shop', shop.domain)
  url.searchParams.append('logged_in_customer_id', String(customerId ?? ''))
  url.searchParams.append('path_prefix', prefix)
  url.searchParams.append('timestamp', String(Math.floor(time.now() / 1000)))
  url.searchParams.append('signature', proxySignature(url.searchParams, app.secrets[0] ?? ''))
  return url
}

function prefixOf({ prefix, subpath }: { prefix: string; subpath: string }): string {
  return `/${prefix}/${subpath}`
}

function without(headers: Headers, names: string[]): Headers {
  const left = new Headers(headers)
  for (const name of names) left.delete(name)
  return left
}
