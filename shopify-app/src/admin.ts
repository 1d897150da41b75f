import { setTimeout as pause } from 'node:timers/promises'
import { SHOPIFY_ADMIN, type ShopifyConfig } from '../../relay/src/config.ts'
import type { Database } from '../../relay/src/db/database.ts'
import type { Writer } from '../../relay/src/db/writer.ts'
import type { Egress } from '../../relay/src/egress/egress.ts'
import { notFound } from '../../relay/src/errors.ts'
import type { AskShop } from '../../relay/src/hosts/connector.ts'
import type { Logger } from '../../relay/src/logger.ts'
import type { SiteService } from '../../relay/src/sites/site.service.ts'
import type { AdminApi } from './admin-api/admin-api.ts'
import { createAdminClient } from './admin-api/admin-client.ts'
import { createAnswerers } from './answerers.ts'
import { createShopService, type ShopService } from './shops/shop.service.ts'
import { createTokenService, type TokenService } from './tokens/token.service.ts'
import { createTokenRequests, type TokenRequests } from './tokens/token-request.ts'

export interface ShopifyAdminDeps {
  db: Database
  writer: Writer
  clock: () => number
  egress: Egress
  log: Logger
  secretKey: Buffer
  shopify: ShopifyConfig
  sites: Pick<SiteService, 'byId'>
}

/** What a relay with a Shopify app knows of its shops and asks them. */
export interface ShopifyAdmin {
  shops: ShopService
  tokens: TokenService
  requests: TokenRequests
  api: AdminApi
  /** Answers what members ask of a shop. */
  ask: AskShop
}

/** Puts together what needs nothing of the relay but its base. */
export function createShopifyAdmin(deps: ShopifyAdminDeps): ShopifyAdmin {
  const requests = createTokenRequests(deps)
  const shops = createShopService(deps.db)
  const tokens = createTokenService({ ...deps, requests, pause: (ms) => pause(ms) })
  const api = createAdminClient({ ...deps, tokens })
  const answerers = createAnswerers({
    api,
    language: async (siteId) => (await deps.sites.byId(siteId)).settings.language,
    async adminPanel(siteId) {
      const shop = await shops.bySite(siteId)
      if (!shop) throw notFound('This shop')
      return `${SHOPIFY_ADMIN}/store/${shop.domain.split('.', 1)}`
    },
  })
  return {
    ...{ shops, tokens, requests, api },
    async ask(siteId, what, body) {
      const answer = answerers[what]
      if (!answer) throw notFound('What the shop was asked for')
      return answer(siteId, body)
    },
  }
}
