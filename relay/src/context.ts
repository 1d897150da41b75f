import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { VisitorContext } from '@loods/protocol'
import type { Hono } from 'hono'
import { createAccounts } from './accounts/accounts.module.ts'
import type { SetUpService } from './accounts/set-up.service.ts'
import { createAlerts } from './alerts/alerts.module.ts'
import { reportAgain } from './alerts/mail-report.handler.ts'
import { planOutbox } from './alerts/plan.ts'
import { resumeWait } from './alerts/resume-wait.ts'
import { cannedReplyRoutes } from './canned/canned-reply.routes.ts'
import { createCannedReplyService } from './canned/canned-reply.service.ts'
import type { Adapters } from './channels/adapter.ts'
import type { ChannelService } from './channels/channel.service.ts'
import {
  type ChannelTraffic,
  createChannels,
  createChannelTraffic,
} from './channels/channels.module.ts'
import { createElsewhere } from './channels/elsewhere.ts'
import { moveReach } from './channels/join-contacts.ts'
import type { Templates } from './channels/templates/templates.module.ts'
import { startChores } from './chores.ts'
import type { Config } from './config.ts'
import { contactRoutes } from './contacts/contact.routes.ts'
import { createContactService, findContactsIn } from './contacts/contact.service.ts'
import { contactOfCustomer } from './contacts/verified-contact.ts'
import type { ConversationService } from './conversations/conversation.service.ts'
import type { ConversationChanges } from './conversations/conversation-changes.ts'
import { createConversations } from './conversations/conversations.module.ts'
import { readMessages } from './conversations/indexable.ts'
import { deriveKey } from './crypto/secrets.ts'
import { type Database, openDatabase } from './db/database.ts'
import { fromJson } from './db/json.ts'
import { migrateToLatest, readEpoch } from './db/migrate.ts'
import { createWriter, type Writer, type WriterOptions } from './db/writer.ts'
import { demoWeekRoutes } from './demo/week.routes.ts'
import { createDemoWeek } from './demo/week.service.ts'
import { createEgress, type Egress } from './egress/egress.ts'
import type { FileService } from './files/file.service.ts'
import { createFiles } from './files/files.module.ts'
import { healthRoutes } from './health/health.routes.ts'
import { createMetrics, type Metrics } from './health/metrics.ts'
import { createProxyNotice, type ProxyNotice } from './health/proxy-notice.ts'
import { createHosts } from './hosts/hosts.module.ts'
import type { LinkService } from './hosts/link.service.ts'
import type { AuthDeps } from './http/authenticate.ts'
import type { Route } from './http/route.ts'
import { insightsRoutes } from './insights/insights.routes.ts'
import { createInsightsService } from './insights/insights.service.ts'
import { createInsights, type Insights } from './insights/insights.ts'
import { named } from './insights/named.ts'
import type { SeenView, VisitRecord } from './insights/visit-record.ts'
import { moveLeads } from './leads/lead.service.ts'
import { createLimits, type LimitRules } from './limits/limits.ts'
import { createHub, type Hub } from './live/hub.ts'
import { liveRoutes } from './live/live.routes.ts'
import type { LiveDeps } from './live/live-session.ts'
import { createRooms, type Rooms } from './live/rooms.ts'
import { createLogger, type Logger } from './logger.ts'
import { createMailRoom } from './mail/mail.module.ts'
import type { ReturnLinks } from './mail/return-links.ts'
import type { MemberService } from './members/member.service.ts'
import { orderRoutes } from './orders/order.routes.ts'
import { createOrderService, type OrderService } from './orders/order.service.ts'
import { createOrderProofs } from './orders/order-proof.service.ts'
import { deadLetterRoutes } from './outbox/dead-letters.routes.ts'
import { createDeadLetters, tellDeadLetters } from './outbox/dead-letters.service.ts'
import { createOutboxWorker, type OutboxWorker } from './outbox/worker.ts'
import { DIST } from './pages/dist.ts'
import { createPhoneSites } from './phones/phone-sites.ts'
import { onPhones } from './phones/phone-states.ts'
import { createPhones } from './phones/phones.module.ts'
import { planWithPhones } from './phones/plan-phones.ts'
import { createPrivacy, type Privacy } from './privacy/privacy.module.ts'
import { proposalRoutes } from './proposals/proposal.routes.ts'
import { createProposalService, type ProposalService } from './proposals/proposal.service.ts'
import { riskRoutes } from './risk/risk.routes.ts'
import { createRiskService, type RiskService } from './risk/risk.service.ts'
import type { Indexer } from './search/indexer.ts'
import { createSearch } from './search/search.module.ts'
import { createShopPages } from './sites/shop-page.ts'
import { siteRoutes } from './sites/site.routes.ts'
import {
  allowsOrigin,
  createSiteService,
  leadsToShop,
  type SiteService,
} from './sites/site.service.ts'
import { tagRoutes } from './tags/tag.routes.ts'
import { createTagService } from './tags/tag.service.ts'
import { triggerRoutes } from './triggers/trigger.routes.ts'
import { createTriggerService } from './triggers/trigger.service.ts'
import { createTriggerUpkeep } from './triggers/upkeep.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'
import { createVisitorService } from './visitors/visitor.service.ts'
import { createVisitors } from './visitors/visitors.module.ts'
import type { Visits } from './visitors/visits.ts'
import { createWidgetSeen } from './visitors/widget-seen.ts'

/** What tests put in the place of the real thing. */
export interface Overrides {
  clock?: () => number
  limits?: LimitRules
  log?: Logger
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
 * Puts a relay together: opens and migrates its database and builds each part once.
 * Nothing listens yet; see server.ts.
 */
export async function createContext(
  config: Config,
  overrides: Overrides = {},
): Promise<AppContext> {
  const clock = overrides.clock ?? Date.now
  const log = overrides.log ?? createLogger(config.logLevel)
  const db = openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
  await migrateToLatest(db)
  const epoch = await readEpoch(db)
  /** Who hears of a commit; they are built from what the writer serves, so they join later. */
  const listeners: Array<WriterOptions['onCommit']> = []
  const limits = createLimits(overrides.limits)
  const rooms = createRooms((who, told) => noteContext(who, told))
  const metrics = createMetrics(rooms.count)
  const writer = createWriter({
    db,
    clock,
    onBatch(size, seconds) {
      metrics.batchSize.observe(size)
      metrics.commitSeconds.observe(seconds)
    },
    onCommit(changes, committed) {
      for (const listener of listeners) listener(changes, committed)
    },
  })
  const stopping = new AbortController()
  const underWay = createUnderWay()
  const base = { db, writer, clock, log, config, limits, rooms }

  // Who is who.
  const sites = createSiteService({ ...base, sealKey: deriveKey(config.secretKey, 'columns') })
  const mail = createMailRoom(base)
  const accounts = createAccounts({ ...base, sites, mails: mail.queue, links: mail.links })
  const { members, sessions } = accounts
  const visitors = createVisitorService(base)
  const contacts = createContactService(base)
  const widgetSeen = createWidgetSeen(base)
  const auth: AuthDeps = {
    publicUrl: config.publicUrl,
    sites,
    visitors,
    sessions,
    members,
    clock,
    onRefusedOrigin: widgetSeen.noteRefused,
  }

  const ownAddresses = async (siteId: string) => {
    const { settings } = await sites.byId(siteId)
    return (url: string) => leadsToShop(settings, url, config.publicUrl)
  }

  const egress = createEgress({ allow: config.egressAllow, log })
  const channels = createChannels({ ...base, egress })
  const phoneSites = createPhoneSites(db.read)
  await phoneSites.refresh()
  const plan = planWithPhones(planOutbox, phoneSites.has)

  // What is said.
  const files = createFiles(base)
  const talk = createConversations({
    ...base,
    plan,
    resumeWait,
    sites,
    files,
    memberName: members.nameOf,
    ownAddresses,
    memberships: members.memberships,
    contactRows: contacts.rows,
    threads: channels.service.threads,
    sayTemplate: channels.templates.service.say,
    onPhones: async (siteId, ids) =>
      phoneSites.has(siteId) ? onPhones(db.read, ids, clock()) : new Map(),
    onRead: channels.receipts.read,
  })
  const conversations = talk.service
  const search = createSearch({
    ...base,
    messages: readMessages,
    contacts: findContactsIn,
    views: conversations.views,
    conversationsOf: talk.ofContact,
  })

  // How it reaches people.
  const hub = createHub(
    {
      db: db.read,
      fileInfos: files.infos,
      conversationViews: conversations.views,
      memberName: members.nameOf,
    },
    log,
  )
  const alerts = createAlerts({
    ...base,
    egress,
    sites,
    members,
    visitors,
    conversations,
    mail,
    channel: channels.service.byId,
    contactRows: contacts.rows,
  })
  const random = () => randomInt(2 ** 32) / 2 ** 32
  const phones = createPhones({
    ...{ ...base, channels, sites, members, conversations, files, phoneSites },
    changes: talk.changes,
  })
  const traffic = createChannelTraffic({
    ...{ ...base, channels, metrics, random, files, plan },
    phones: phones.taker,
    site: sites.byId,
    files,
  })
  const outbox = createOutboxWorker({
    ...base,
    random,
    handlers: [
      ...alerts.handlers,
      ...traffic.handlers,
      ...phones.handlers,
      ...mail.handlers({
        site: sites.byId,
        said: conversations.said,
        lead: alerts.leads.open,
        firstPage: async (siteId, id) => {
          const { context } = await conversations.row(siteId, id)
          return (fromJson(context) as VisitorContext).firstPage?.url
        },
        shopperName: async (siteId, id) =>
          (await conversations.views(siteId, [id])).get(id)?.contact.name,
      }),
    ],
    onDead: async (tx, row) => {
      tellDeadLetters(tx, row.site_id)
      await traffic.onDead(tx, row)
    },
    onResult: (kind, state) => metrics.outboxDone.inc({ kind, state }),
    workerId: randomUUID(),
  })
  const deadLetters = createDeadLetters({
    ...base,
    views: conversations.views,
    follow: reportAgain,
    webhooks: traffic.webhooks.dead,
  })
  listeners.push(
    (changes, { drafts }) => hub.wake(changes, drafts),
    (_, { dueAt }) => outbox.committed(dueAt),
    search.indexer.wake,
  )

  // Who is on the pages, and what the shop offers them.
  const triggers = createTriggerService(base)
  const orders = createOrderService({ ...base, contactOf: contactOfCustomer })
  const insights = createInsights({ path: join(config.dataDir, 'insights.sqlite'), log })
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
    ...base,
    epoch,
    plan,
    sites,
    visitors,
    widgetSeen,
    conversations: talk,
    welcome: alerts.availability.view,
    triggers: triggers.enabled,
    promptText: triggers.text,
    memberName: members.nameOf,
    onVisitEnd: countVisit,
    moveLeads,
    moveReach,
  })
  const privacy = createPrivacy({
    ...base,
    forgetInsights: insights.forget,
    async trimInsights(siteId, before) {
      await insights.trim(siteId, before, clock())
      await proposals.trim(siteId, before)
    },
    sites,
    files,
    searchIndex: search.index,
    closeVisitor: rooms.closeVisitor,
    closeMember: rooms.closeMember,
    isProven: mail.returnLinks.isProven,
    contacts,
    conversations: talk,
  })
  const hosts = createHosts({
    ...base,
    egress,
    sites,
    accounts,
    mails: mail.queue,
    facts: async (siteId) => ({
      ...(await widgetSeen.read(siteId)),
      waiting: await conversations.countWaiting(siteId),
    }),
    eraseSite: privacy.erasure.site,
    ownAddresses,
    pluginZip: `${DIST}loods-live-chat.zip`,
  })
  const proxyNotice = createProxyNotice(config.trustProxy, log)
  const live: LiveDeps = {
    ...base,
    ...auth,
    epoch,
    hub,
    conversations,
    metrics,
    underWay,
    stopping: stopping.signal,
    onMemberBrowser: pages.visits.noteMember,
    onMemberTyping: channels.receipts.typing,
    allowsOrigin: (site, origin) =>
      origin === undefined || allowsOrigin(site.settings, origin, config.publicUrl),
  }

  const chores = startChores(log, {
    ...base,
    hub,
    accounts,
    talk,
    search,
    files,
    links: hosts.links,
    privacy,
    visits: pages.visits,
    risk,
    proposals,
    triggerUpkeep,
    traffic,
    phones,
    phoneSites,
  })
  const context: AppContext = {
    ...base,
    metrics,
    proxyNotice,
    stopping,
    underWay,
    egress,
    hub,
    outbox,
    sites,
    members,
    conversations,
    channels: channels.service,
    traffic,
    adapters: channels.adapters,
    templates: channels.templates,
    changes: talk.changes,
    files,
    visits: pages.visits,
    orders,
    insights,
    risk,
    triggerUpkeep,
    proposals,
    privacy,
    links: hosts.links,
    indexer: search.indexer,
    setUp: accounts.setUp,
    returnLinks: mail.returnLinks,
    auth,
    live,
    demoPhones: overrides.demoPhones,
    routes: [
      ...accounts.routes,
      ...siteRoutes({
        sites,
        members,
        triggers: triggers.list,
        risk: risk.weights,
        elsewhere: createElsewhere({
          channels: channels.service,
          links: config.chatLinks,
          waitElsewhere: alerts.availability.waitElsewhere,
        }),
        failedDeliveries: deadLetters.count,
        pausedChannels: channels.service.paused,
        isOn: hosts.links.isOn,
        isLinked: hosts.links.isLinked,
        shopPages: createShopPages({
          ...{ egress, clock, sites, seen: widgetSeen.read },
          publicUrl: config.publicUrl,
          demo: config.demo ? '/demo' : undefined,
        }),
      }),
      ...talk.routes,
      ...contactRoutes({ contacts, conversationsOf: talk.ofContact }),
      ...search.routes,
      ...privacy.routes,
      ...tagRoutes(createTagService(base)),
      ...cannedReplyRoutes(createCannedReplyService(base)),
      ...triggerRoutes(triggers),
      ...insightsRoutes(pageInsights),
      ...proposalRoutes(proposals),
      ...riskRoutes(risk),
      ...demoWeekRoutes(
        createDemoWeek({
          ...{ insights, triggers, underWay, clock, log },
          demoSite: async () => (config.demo ? sites.first() : undefined),
          learn: risk.learn,
          stopping: stopping.signal,
        }),
      ),
      ...hosts.routes,
      ...orderRoutes({
        orders,
        proofs: createOrderProofs({ ...base, ask: hosts.ask, sites, ownAddresses, talk }),
        limits,
      }),
      ...pages.routes,
      ...alerts.routes,
      ...traffic.routes,
      ...phones.routes,
      ...deadLetterRoutes(deadLetters),
      ...liveRoutes(live),
      ...healthRoutes({
        db,
        metrics,
        stopping: stopping.signal,
        proxyNotice,
        mail: config.smtpUrl !== undefined,
        webhooks: traffic.webhooks.late,
      }),
    ],
    async [Symbol.asyncDispose]() {
      pages.visits.endAll()
      await underWay.ended()
      search.indexer.stop()
      await chores.stop()
      await writer.drain()
      await insights[Symbol.asyncDispose]()
      mail[Symbol.dispose]()
      await db[Symbol.asyncDispose]()
    },
  }
  return context

  /** What a shop does not want counted is forgotten as soon as the visit is over. */
  function countVisit(visit: VisitRecord<SeenView>): void {
    const counted = sites
      .byId(visit.siteId)
      .then(
        ({ settings }) => settings.measuring && insights.record(named(visit, settings.pageRules)),
      )
    underWay.track(counted).catch((error) => log.debug({ error }, 'a visit was not counted'))
  }

  /** What a page tells is kept when it can be; a shopper is never told that it could not. */
  function noteContext(...[who, told]: Parameters<typeof talk.told.note>): void {
    limits
      .context(who.visitorId)
      .then(() => talk.told.note(who, told))
      .catch((error) => log.debug({ error }, 'what a page told was not kept'))
  }
}
