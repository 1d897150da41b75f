import type { Shop } from '../world/shop.ts'
import type { World } from '../world/world.ts'

/** A request, taken apart into the shop it is for and what is asked of that shop. */
export interface ToShop {
  shop: Shop
  /** The request with an address from the shop's own root on. */
  request: Request
}

const PATH = /^\/shops\/([^/]+)(\/.*)?$/

/**
 * One server plays all shops: a shop is named by a path (`/shops/wilg.myshopify.com/admin/…`) or by the
 * Host (`wilg.myshopify.com`, `wilg.localhost`). Undefined where none is named; a shop that does not
 * exist is none.
 */
export function toShop(world: World, request: Request): ToShop | undefined {
  const url = new URL(request.url)
  const [, domain, rest = '/'] = PATH.exec(url.pathname) ?? []
  if (domain) {
    const shop = world.shops.get(decodeURIComponent(domain))
    url.pathname = rest
    return shop && { shop, request: new Request(url, request) }
  }
  const shop = world.shops.get(url.hostname.replace(/\.localhost$/, '.myshopify.com'))
  return shop && { shop, request }
}
