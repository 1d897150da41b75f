import { createShopifyAdmin, type ShopifyAdmin } from '../../../shopify-app/src/admin.ts'
import { createShopifyApp } from '../../../shopify-app/src/app.ts'
import { createHosts } from '../hosts/hosts.module.ts'
import { DIST } from '../pages/dist.ts'
import { createPrivacy } from '../privacy/privacy.module.ts'
import type { Base } from './base.ts'
import type { Offers } from './offers.ts'
import type { People } from './people.ts'
import type { Reach } from './reach.ts'
import type { Talk } from './talk.ts'

export type Shops = ReturnType<typeof createShops>

/** How shops come in from other admin panels, and how they and people are forgotten. */
export function createShops(
  base: Base,
  people: People,
  said: Talk,
  { outbox }: Pick<Reach, 'outbox'>,
  offers: Offers,
) {
  const { rooms, clock } = base
  const { sites, accounts, contacts, visitors, mail, widgetSeen, ownAddresses } = people
  const { files, talk, conversations } = said
  const { insights, proposals, orders } = offers
  const privacy = createPrivacy({
    ...{ ...base, sites, files, contacts },
    forgetInsights: insights.forget,
    async trimInsights(siteId, before) {
      await insights.trim(siteId, before, clock())
      await proposals.trim(siteId, before)
    },
    searchIndex: said.search.index,
    closeVisitor: rooms.closeVisitor,
    closeMember: rooms.closeMember,
    isProven: mail.returnLinks.isProven,
    conversations: talk,
  })
  const shopifyAdmin = shopifyAdminOf(base, people)
  const hosts = createHosts({
    ...{ ...base, sites, accounts, ownAddresses },
    mails: mail.queue,
    facts: async (siteId) => ({
      ...(await widgetSeen.read(siteId)),
      waiting: await conversations.countWaiting(siteId),
    }),
    eraseSite: privacy.erasure.site,
    pluginZip: `${DIST}loods-live-chat.zip`,
    connectors: { ...(shopifyAdmin && { shopify: shopifyAdmin.ask }) },
  })
  const shopify =
    shopifyAdmin &&
    base.config.shopify &&
    createShopifyApp({
      ...{ ...base, sites, hosts, orders, admin: shopifyAdmin, customers: privacy.customers },
      visits: offers.pages.visits,
      follow: talk.told.follow,
      shopify: base.config.shopify,
      publicUrl: base.config.publicUrl,
      page: { dist: DIST, visitors, conversations, contacts, seen: widgetSeen.read },
    })
  outbox.add(shopify?.handlers ?? [])
  return { privacy, hosts, shopify }
}

/** What asks Shopify's shops, where the operator has an app there. */
function shopifyAdminOf(base: Base, { sites }: People): ShopifyAdmin | undefined {
  const { shopify, secretKey } = base.config
  return shopify && createShopifyAdmin({ ...base, sites, shopify, secretKey })
}
