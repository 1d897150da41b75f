import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import type { ShopService } from '../shops/shop.service.ts'
import type { PixelShop } from './pixel.service.ts'

export interface PixelShopDeps {
  sites: Pick<SiteService, 'byKey'>
  shops: Pick<ShopService, 'bySite'>
  orderNames(siteId: string): Promise<(number: string) => string>
}

/** Finds the shop a pixel speaks for; undefined for a shop that has the app no longer, or counts no visits. */
export function createPixelShops({ sites, shops, orderNames }: PixelShopDeps) {
  return async (siteKey: string): Promise<PixelShop | undefined> => {
    const site = await sites.byKey(siteKey)
    const shop = site?.settings.measuring ? await shops.bySite(site.id) : undefined
    if (!site || shop?.state !== 'installed') return undefined
    const { domain, facts } = shop
    return {
      siteId: site.id,
      language: site.settings.language,
      url: `https://${facts.primaryDomain ?? domain}`,
      nameOf: await orderNames(site.id),
    }
  }
}
