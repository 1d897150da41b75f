import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { Database } from '../../../relay/src/db/database.ts'
import type { PanelOf } from '../../../relay/src/hosts/panel.ts'
import { createShopService } from '../shops/shop.service.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'

/**
 * Where a shop's staff open the app.
 * @param path of ours, such as `/app/shop`
 */
export function appAddress(
  { adminUrl, apiKey }: Pick<ShopifyConfig, 'adminUrl' | 'apiKey'>,
  shop: ShopDomain,
  path = '',
): string {
  return `${adminUrl.replace('{shop}', shop)}/admin/apps/${apiKey}${path}`
}

/** Name of the query's part that says where in the inbox the page opens; a fragment would not come through. */
export const OPEN_AT = 'open'

/** The inbox in the admin of Shopify's shops. */
export function createPanelOf(db: Database, shopify: ShopifyConfig): PanelOf {
  const shops = createShopService(db)
  return async (siteId) => {
    const shop = await shops.bySite(siteId)
    if (shop?.state !== 'installed') return undefined
    return {
      at: (path) => appAddress(shopify, shop.domain, `/app?${OPEN_AT}=${encodeURIComponent(path)}`),
      permissions: appAddress(shopify, shop.domain, '/app/shop'),
    }
  }
}
