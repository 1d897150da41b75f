import { cannedReplyRoutes } from '../canned/canned-reply.routes.ts'
import { createCannedReplyService } from '../canned/canned-reply.service.ts'
import { createElsewhere } from '../channels/elsewhere.ts'
import { contactRoutes } from '../contacts/contact.routes.ts'
import { demoWeekRoutes } from '../demo/week.routes.ts'
import { createDemoWeek } from '../demo/week.service.ts'
import { healthRoutes } from '../health/health.routes.ts'
import type { ProxyNotice } from '../health/proxy-notice.ts'
import type { Route } from '../http/route.ts'
import { insightsRoutes } from '../insights/insights.routes.ts'
import { liveRoutes } from '../live/live.routes.ts'
import type { LiveDeps } from '../live/live-session.ts'
import { orderRoutes } from '../orders/order.routes.ts'
import { createOrderProofs } from '../orders/order-proof.service.ts'
import { deadLetterRoutes } from '../outbox/dead-letters.routes.ts'
import { proposalRoutes } from '../proposals/proposal.routes.ts'
import { riskRoutes } from '../risk/risk.routes.ts'
import { createShopPages } from '../sites/shop-page.ts'
import { siteRoutes } from '../sites/site.routes.ts'
import { tagRoutes } from '../tags/tag.routes.ts'
import { createTagService } from '../tags/tag.service.ts'
import { triggerRoutes } from '../triggers/trigger.routes.ts'
import type { Base } from './base.ts'
import type { Offers } from './offers.ts'
import type { People } from './people.ts'
import type { Reach } from './reach.ts'
import type { Shops } from './shops.ts'
import type { Talk } from './talk.ts'

/** All parts of a relay. */
export interface Parts {
  base: Base
  people: People
  said: Talk
  reach: Reach
  offers: Offers
  shops: Shops
  live: LiveDeps
  proxyNotice: ProxyNotice
}

/** Every route a relay answers. */
export function allRoutes(parts: Parts): Route[] {
  const { base, people, said, reach, offers, shops, live } = parts
  const { talk } = said
  return [
    ...people.accounts.routes,
    ...routesOfSites(parts),
    ...talk.routes,
    ...contactRoutes({ contacts: people.contacts, conversationsOf: talk.ofContact }),
    ...said.search.routes,
    ...shops.privacy.routes,
    ...tagRoutes(createTagService(base)),
    ...cannedReplyRoutes(createCannedReplyService(base)),
    ...triggerRoutes(offers.triggers),
    ...insightsRoutes(offers.pageInsights),
    ...proposalRoutes(offers.proposals),
    ...riskRoutes(offers.risk),
    ...routesOfDemo(parts),
    ...shops.hosts.routes,
    ...(shops.shopify?.routes ?? []),
    ...routesOfOrders(parts),
    ...offers.pages.routes,
    ...reach.alerts.routes,
    ...reach.traffic.routes,
    ...reach.phones.routes,
    ...deadLetterRoutes(reach.deadLetters),
    ...liveRoutes(live),
    ...routesOfHealth(parts),
  ]
}

function routesOfSites({ base, people, said, reach, offers, shops }: Parts): Route[] {
  const { config, egress, clock } = base
  const { sites, members, widgetSeen } = people
  const channels = said.channels.service
  const { links } = shops.hosts
  return siteRoutes({
    sites,
    members,
    triggers: offers.triggers.list,
    risk: offers.risk.weights,
    elsewhere: createElsewhere({
      channels,
      links: config.chatLinks,
      waitElsewhere: reach.alerts.availability.waitElsewhere,
    }),
    failedDeliveries: reach.deadLetters.count,
    pausedChannels: channels.paused,
    isOn: links.isOn,
    hostOf: links.host,
    panelOf: reach.panelOf,
    shopPages: createShopPages({
      ...{ egress, clock, sites, seen: widgetSeen.read },
      publicUrl: config.publicUrl,
      demo: config.demo ? '/demo' : undefined,
    }),
  })
}

function routesOfOrders({ base, people, said, offers, shops }: Parts): Route[] {
  const { sites, ownAddresses } = people
  const { ask } = shops.hosts
  return orderRoutes({
    orders: offers.orders,
    proofs: createOrderProofs({ ...base, ask, sites, ownAddresses, talk: said.talk }),
    limits: base.limits,
  })
}

function routesOfDemo({ base, people, offers }: Parts): Route[] {
  const { underWay, clock, log, config, stopping } = base
  const { insights, triggers, risk } = offers
  return demoWeekRoutes(
    createDemoWeek({
      ...{ insights, triggers, underWay, clock, log },
      demoSite: async () => (config.demo ? people.sites.first() : undefined),
      learn: risk.learn,
      stopping: stopping.signal,
    }),
  )
}

function routesOfHealth({ base, reach, proxyNotice }: Parts): Route[] {
  const { db, metrics, config, stopping } = base
  return healthRoutes({
    ...{ db, metrics, proxyNotice },
    stopping: stopping.signal,
    mail: config.smtpUrl !== undefined,
    webhooks: reach.traffic.webhooks.late,
  })
}
