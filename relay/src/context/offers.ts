import { join } from 'node:path'
import { moveReach } from '../channels/join-contacts.ts'
import { contactOfCustomer } from '../contacts/verified-contact.ts'
import { createHostOf } from '../hosts/host-of.ts'
import { createInsightsService } from '../insights/insights.service.ts'
import { createInsights } from '../insights/insights.ts'
import { named } from '../insights/named.ts'
import type { SeenView, VisitRecord } from '../insights/visit-record.ts'
import { moveLeads } from '../leads/lead.service.ts'
import { createOrderService } from '../orders/order.service.ts'
import { createProposalService } from '../proposals/proposal.service.ts'
import { createRiskService } from '../risk/risk.service.ts'
import { createTriggerService } from '../triggers/trigger.service.ts'
import { createTriggerUpkeep } from '../triggers/upkeep.ts'
import { createVisitors } from '../visitors/visitors.module.ts'
import type { Base } from './base.ts'
import type { People } from './people.ts'
import type { Reach } from './reach.ts'
import type { Talk } from './talk.ts'

export type Offers = ReturnType<typeof createOffers>

/** Who is on the pages, what the shop offers them, and what comes of it. */
export function createOffers(base: Base, people: People, said: Talk, reach: Reach) {
  const { clock, log } = base
  const { sites, members, visitors, widgetSeen } = people
  const hostOf = createHostOf(base.db)
  const triggers = createTriggerService(base)
  const orders = createOrderService({
    ...{ ...base, plan: said.plan, contactOf: contactOfCustomer },
  })
  const insights = createInsights({ path: join(base.config.dataDir, 'insights.sqlite'), log })
  const pageInsights = createInsightsService({
    ...{ insights, clock },
    site: sites.byId,
    triggers: triggers.shared,
    orders: orders.facts,
  })
  const triggerUpkeep = createTriggerUpkeep({
    ...{ clock, log, triggers },
    sites: sites.all,
    report: pageInsights.triggers,
  })
  const proposals = createProposalService({
    ...{ ...base, insights, sites, triggers },
    verdicts: pageInsights.triggers,
  })
  const risk = createRiskService({ ...base, insights, sites, orders: orders.facts })
  const pages = createVisitors({
    ...{ ...base, sites, visitors, widgetSeen, moveLeads, moveReach },
    plan: said.plan,
    conversations: said.talk,
    welcome: reach.alerts.availability.view,
    triggers: triggers.enabled,
    promptText: triggers.text,
    memberName: members.nameOf,
    asksConsent: async (siteId) => (await hostOf(siteId)) === 'shopify',
    onVisitEnd: countVisit,
  })
  return { triggers, orders, insights, pageInsights, triggerUpkeep, proposals, risk, pages }

  /** What a shop does not want counted is forgotten as soon as the visit is over. */
  function countVisit(visit: VisitRecord<SeenView>): void {
    const counted = sites
      .byId(visit.siteId)
      .then(
        ({ settings }) => settings.measuring && insights.record(named(visit, settings.pageRules)),
      )
    base.underWay.track(counted).catch((error) => log.debug({ error }, 'a visit was not counted'))
  }
}
