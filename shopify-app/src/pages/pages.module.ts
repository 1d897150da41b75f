import type { WidgetSeenAnswer } from '@loods/protocol'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { ContactService } from '../../../relay/src/contacts/contact.service.ts'
import type { ConversationService } from '../../../relay/src/conversations/conversation.service.ts'
import { notFound } from '../../../relay/src/errors.ts'
import type { LinkService } from '../../../relay/src/hosts/link.service.ts'
import type { Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import type { VisitorService } from '../../../relay/src/visitors/visitor.service.ts'
import type { ShopifyAdmin } from '../admin.ts'
import { homeOf } from '../shops/shop-home.ts'
import { readPageFiles } from './built-files.ts'
import { editorLink } from './editor-link.ts'
import { pageRoutes } from './page.routes.ts'
import { createStatusService } from './status.service.ts'
import { createTestMessages } from './test-message.ts'
import { createThemes } from './themes.ts'

export interface PagesDeps {
  shopify: ShopifyConfig
  admin: Pick<ShopifyAdmin, 'shops' | 'api'>
  limits: Limits
  /** Where the build writes. */
  dist: string
  sites: Pick<SiteService, 'byId'>
  visitors: VisitorService
  conversations: ConversationService
  contacts: ContactService
  links: Pick<LinkService, 'erase'>
  /** Where the widget last ran. */
  seen(siteId: string): Promise<WidgetSeenAnswer>
}

/** The app's page in shops' admins, and what it asks of the relay. */
export function createPages(deps: PagesDeps): Route[] {
  const { shopify, admin, conversations, sites, links } = deps
  const themes = createThemes(admin.api, (shop, theme) => editorLink(shopify, shop, theme))
  return pageRoutes({
    ...deps,
    files: readPageFiles(deps.dist),
    erase: links.erase,
    status: createStatusService({
      ...{ shopify, themes, shops: admin.shops, seen: deps.seen },
      isTried: async (siteId) => (await conversations.list(siteId, { limit: 1 })).length > 0,
    }),
    tests: createTestMessages({
      ...deps,
      async shop(siteId) {
        const { settings } = await sites.byId(siteId)
        const shop = await admin.shops.bySite(siteId)
        if (!shop) throw notFound('This shop')
        return { language: settings.language, name: settings.name, url: homeOf(shop) }
      },
    }),
  })
}
