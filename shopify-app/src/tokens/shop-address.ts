import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'

/** Where a shop's admin answers, and the only host a request to it may go to. */
export interface ShopAddress {
  url: string
  host: string
}

/** @param path from the shop's root on */
export function addressIn(
  { adminUrl }: Pick<ShopifyConfig, 'adminUrl'>,
  shop: ShopDomain,
  path: string,
): ShopAddress {
  const url = adminUrl.replace('{shop}', shop) + path
  return { url, host: new URL(url).hostname }
}
