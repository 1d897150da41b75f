import type { Hono } from 'hono'
import type { SetUpService } from './accounts/set-up.service.ts'
import type { Adapters } from './channels/adapter.ts'
import type { ChannelService } from './channels/channel.service.ts'
import type { ChannelTraffic } from './channels/channels.module.ts'
import type { Templates } from './channels/templates/templates.module.ts'
import { startChores } from './chores.ts'
import type { Config } from './config.ts'
import { type Base, type BaseOverrides, createBase } from './context/base.ts'
import { createOffers } from './context/offers.ts'
import { createPeople, type People } from './context/people.ts'
import { createReach, type Reach } from './context/reach.ts'
import { allRoutes } from './context/routes.ts'
import { createShops } from './context/shops.ts'
import { createTalk, type Talk } from './context/talk.ts'
import type { ConversationService } from './conversations/conversation.service.ts'
import type { ConversationChanges } from './conversations/conversation-changes.ts'
import type { Database } from './db/database.ts'
import type { Writer } from './db/writer.ts'
import type { Egress } from './egress/egress.ts'
import type { FileService } from './files/file.service.ts'
import type { Metrics } from './health/metrics.ts'
import { createProxyNotice, type ProxyNotice } from './health/proxy-notice.ts'
import type { LinkService } from './hosts/link.service.ts'
import type { AuthDeps } from './http/authenticate.ts'
import type { Route } from './http/route.ts'
import type { Insights } from './insights/insights.ts'
import type { Hub } from './live/hub.ts'
import type { LiveDeps } from './live/live-session.ts'
import type { Rooms } from './live/rooms.ts'
import type { Logger } from './logger.ts'
import type { ReturnLinks } from './mail/return-links.ts'
import type { MemberService } from './members/member.service.ts'
import type { OrderService } from './orders/order.service.ts'
import type { OutboxWorker } from './outbox/worker.ts'
import type { Privacy } from './privacy/privacy.module.ts'
import type { ProposalService } from './proposals/proposal.service.ts'
import type { RiskService } from './risk/risk.service.ts'
import type { Indexer } from './search/indexer.ts'
import { allowsOrigin, type SiteService } from './sites/site.service.ts'
import type { UnderWay } from './under-way.ts'
import type { Visits } from './visitors/visits.ts'

/** What tests put in the place of the real thing. */
export interface Overrides extends BaseOverrides {
  /** Phones to try channels with, for the demo shop; a relay has none by itself. */
  demoPhones?: Hono
}

/** Everything a running relay is made of. */
export interface AppContext extends AsyncDisposable {
  config: Config
  clock: () => number
  log: Logger
  db: Database
  writer: Writer
  egress: Egress
  hub: Hub
  metrics: Metrics
  proxyNotice: ProxyNotice
  /** Aborted once the relay was told to stop: it takes nothing new, and whoever waits is answered. */
  stopping: AbortController
  underWay: UnderWay
  outbox: OutboxWorker
  rooms: Rooms
  sites: SiteService
  members: MemberService
  conversations: ConversationService
  channels: ChannelService
  traffic: ChannelTraffic
  adapters: Adapters
  templates: Templates
  changes: ConversationChanges
  files: FileService
  visits: Visits
  orders: OrderService
  insights: Insights
  risk: RiskService
  proposals: ProposalService
  /** Pauses triggers that do harm, and shares visits anew among ways to say it. */
  triggerUpkeep(): Promise<void>
  privacy: Privacy
  links: LinkService
  indexer: Indexer
  setUp: SetUpService
  returnLinks: ReturnLinks
  auth: AuthDeps
  live: LiveDeps
  routes: Route[]
  demoPhones: Hono | undefined
}

/**
 * Puts a relay together: opens and migrates its database and builds each part once; `context/` has
 * the parts in the order in which each needs those before it.
 * Nothing listens yet; see server.ts.
 */
export async function createContext(
  config: Config,
  overrides: Overrides = {},
): Promise<AppContext> {
  const base = await createBase(config, overrides)
  const people = createPeople(base)
  const said = await createTalk(base, people)
  const reach = createReach(base, people, said)
  const offers = createOffers(base, people, said, reach)
  const shops = createShops(base, people, said, reach, offers)
  const { accounts, mail } = people
  const { channels, talk, search, files } = said
  const { insights, pages } = offers
  const proxyNotice = createProxyNotice(config.trustProxy, base.log)
  const live = liveDeps(base, people, said, reach, pages.visits)
  base.onTold.push(noteTold(base, said))
  const chores = startChores(base.log, {
    ...{ ...base, ...people, ...said, ...reach, ...offers, ...shops },
    links: shops.hosts.links,
    visits: pages.visits,
  })
  return {
    ...{ ...base, ...people, ...said, ...reach, ...offers },
    proxyNotice,
    channels: channels.service,
    adapters: channels.adapters,
    templates: channels.templates,
    changes: talk.changes,
    files,
    visits: pages.visits,
    privacy: shops.privacy,
    links: shops.hosts.links,
    indexer: search.indexer,
    setUp: accounts.setUp,
    returnLinks: mail.returnLinks,
    live,
    demoPhones: overrides.demoPhones,
    routes: allRoutes({ base, people, said, reach, offers, shops, live, proxyNotice }),
    async [Symbol.asyncDispose]() {
      pages.visits.endAll()
      await base.underWay.ended()
      search.indexer.stop()
      await chores.stop()
      await base.writer.drain()
      await insights[Symbol.asyncDispose]()
      mail[Symbol.dispose]()
      await base.db[Symbol.asyncDispose]()
    },
  }
}

/** What a socket needs to know. */
function liveDeps(base: Base, people: People, said: Talk, reach: Reach, visits: Visits): LiveDeps {
  const { publicUrl } = base.config
  return {
    ...{ ...base, ...people.auth },
    hub: reach.hub,
    conversations: said.conversations,
    stopping: base.stopping.signal,
    onMemberBrowser: visits.noteMember,
    onMemberTyping: said.channels.receipts.typing,
    allowsOrigin: (site, origin) =>
      origin === undefined || allowsOrigin(site.settings, origin, publicUrl),
  }
}

/** What a page tells is kept when it can be; a shopper is never told that it could not. */
function noteTold({ limits, log }: Base, { talk }: Talk): Base['onTold'][number] {
  return (who, told) => {
    limits
      .context(who.visitorId)
      .then(() => talk.told.note(who, told))
      .catch((error) => log.debug({ error }, 'what a page told was not kept'))
  }
}
