import type { ShopifyStatus, WidgetSeenAnswer } from '@loods/protocol'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import { notFound } from '../../../relay/src/errors.ts'
import type { ShopService } from '../shops/shop.service.ts'
import { homeOf } from '../shops/shop-home.ts'
import { editorLink } from './editor-link.ts'
import type { Themes } from './themes.ts'

export interface StatusDeps {
  shopify: ShopifyConfig
  shops: Pick<ShopService, 'bySite'>
  themes: Themes
  /** Where the widget last ran. */
  seen(siteId: string): Promise<WidgetSeenAnswer>
  /** Whether anybody ever wrote in the chat. */
  isTried(siteId: string): Promise<boolean>
}

/** What a shop's own page in the admin tells of its chat. */
export interface StatusService {
  /** @throws RelayError not_found where the site is no shop at Shopify */
  read(siteId: string): Promise<ShopifyStatus>
}

export function createStatusService(deps: StatusDeps): StatusService {
  return {
    async read(siteId) {
      const shop = await deps.shops.bySite(siteId)
      if (!shop) throw notFound('This shop')
      const [seen, tried, themes] = await Promise.all([
        deps.seen(siteId),
        deps.isTried(siteId),
        deps.themes.list(shop),
      ])
      const { themePublishedAt } = shop.facts
      return {
        shop: shop.domain,
        url: homeOf(shop),
        scopes: shop.scopes,
        ...seen,
        tried,
        ...(themes && { themes }),
        ...(themePublishedAt !== undefined && { themePublishedAt }),
        editorUrl: editorLink(deps.shopify, shop.domain),
      }
    },
  }
}
