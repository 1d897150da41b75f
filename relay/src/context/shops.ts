import { createHosts } from '../hosts/hosts.module.ts'
import { DIST } from '../pages/dist.ts'
import { createPrivacy } from '../privacy/privacy.module.ts'
import type { Base } from './base.ts'
import type { Offers } from './offers.ts'
import type { People } from './people.ts'
import type { Talk } from './talk.ts'

export type Shops = ReturnType<typeof createShops>

/** How shops come in from other admin panels, and how they and people are forgotten. */
export function createShops(base: Base, people: People, said: Talk, offers: Offers) {
  const { rooms, clock } = base
  const { sites, accounts, contacts, mail, widgetSeen, ownAddresses } = people
  const { files, talk, conversations } = said
  const { insights, proposals } = offers
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
  const hosts = createHosts({
    ...{ ...base, sites, accounts, ownAddresses },
    mails: mail.queue,
    facts: async (siteId) => ({
      ...(await widgetSeen.read(siteId)),
      waiting: await conversations.countWaiting(siteId),
    }),
    eraseSite: privacy.erasure.site,
    pluginZip: `${DIST}loods-live-chat.zip`,
    connectors: {},
  })
  return { privacy, hosts }
}
