import { randomInt, randomUUID } from 'node:crypto'
import { createAccounts } from './accounts/accounts.module.ts'
import type { SetUpService } from './accounts/set-up.service.ts'
import { createAlerts } from './alerts/alerts.module.ts'
import { planOutbox } from './alerts/plan.ts'
import { cannedReplyRoutes } from './canned/canned-reply.routes.ts'
import { createCannedReplyService } from './canned/canned-reply.service.ts'
import type { Config } from './config.ts'
import { findContacts } from './contacts/contact.repository.ts'
import { contactRoutes } from './contacts/contact.routes.ts'
import { createContactService } from './contacts/contact.service.ts'
import type { ConversationService } from './conversations/conversation.service.ts'
import type { ConversationChanges } from './conversations/conversation-changes.ts'
import { createConversations } from './conversations/conversations.module.ts'
import { readMessages } from './conversations/indexable.ts'
import { deriveKey } from './crypto/secrets.ts'
import { type Database, openDatabase } from './db/database.ts'
import { migrateToLatest, readEpoch } from './db/migrate.ts'
import { createWriter, type Writer } from './db/writer.ts'
import { createEgress, type Egress } from './egress/egress.ts'
import type { FileService } from './files/file.service.ts'
import { createFiles } from './files/files.module.ts'
import { healthRoutes } from './health/health.routes.ts'
import { createMetrics, type Metrics } from './health/metrics.ts'
import { createProxyNotice, type ProxyNotice } from './health/proxy-notice.ts'
import type { AuthDeps } from './http/authenticate.ts'
import type { Route } from './http/route.ts'
import { moveLeads } from './leads/lead.repository.ts'
import { createLimits, type LimitRules } from './limits/limits.ts'
import { createHub, type Hub } from './live/hub.ts'
import { liveRoutes } from './live/live.routes.ts'
import type { LiveDeps } from './live/live-session.ts'
import { createRooms, type RoomEvents, type Rooms } from './live/rooms.ts'
import { trimEvents } from './live/trim.ts'
import { createLogger, type Logger } from './logger.ts'
import { createMailRoom } from './mail/mail.module.ts'
import type { ReturnLinks } from './mail/return-links.ts'
import { findMembers } from './members/member.repository.ts'
import type { MemberService } from './members/member.service.ts'
import { createOutboxWorker, type OutboxWorker } from './outbox/worker.ts'
import { createPeriodic } from './periodic.ts'
import { createPrivacy, type Privacy } from './privacy/privacy.module.ts'
import type { Indexer } from './search/indexer.ts'
import { createSearch } from './search/search.module.ts'
import { siteRoutes } from './sites/site.routes.ts'
import { allowsOrigin, createSiteService, type SiteService } from './sites/site.service.ts'
import { tagRoutes } from './tags/tag.routes.ts'
import { createTagService } from './tags/tag.service.ts'
import { triggerRoutes } from './triggers/trigger.routes.ts'
import { createTriggerService } from './triggers/trigger.service.ts'
import { createVisitorService } from './visitors/visitor.service.ts'
import { createVisitors } from './visitors/visitors.module.ts'
import type { Visits } from './visitors/visits.ts'

/** Milliseconds between looks for events nobody was woken for. */
const HUB_POLL = 5_000
/** Milliseconds between looks for sessions another process ended: their sockets close within two (T17). */
const REVOCATION_POLL = 1_000
/** Milliseconds between looks for conversations whose snooze is over. */
const WAKE_EVERY = 15_000
/** Milliseconds between looks for words nobody indexed. */
const INDEX_EVERY = 60_000
/** Milliseconds between looks for sockets that have gone silent. */
const ROOM_SWEEP = 5_000
/** Milliseconds between trims of the event log. */
const TRIM_EVERY = 600_000
/** Milliseconds between looks for shops where it is night and old chats can go. */
const PURGE_EVERY = 3_600_000
/** Milliseconds between sweeps of files nobody sent. */
const SWEEP_EVERY = 3_600_000

/** What tests put in the place of the real thing. */
export interface Overrides {
  clock?: () => number
  limits?: LimitRules
  log?: Logger
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
  /** True once the relay was told to stop: it takes nothing new. */
  draining: boolean
  outbox: OutboxWorker
  rooms: Rooms
  sites: SiteService
  members: MemberService
  conversations: ConversationService
  changes: ConversationChanges
  files: FileService
  visits: Visits
  privacy: Privacy
  indexer: Indexer
  setUp: SetUpService
  returnLinks: ReturnLinks
  auth: AuthDeps
  live: LiveDeps
  routes: Route[]
  /** Names this process in leases. */
  processId: string
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
  const processId = randomUUID()
  const random = () => randomInt(2 ** 32) / 2 ** 32
  let hub: Hub | undefined
  let metrics: Metrics | undefined
  let outbox: OutboxWorker | undefined
  let indexer: Indexer | undefined
  const writer = createWriter({
    db,
    clock,
    onBatch: (size, seconds) => {
      metrics?.batchSize.observe(size)
      metrics?.commitSeconds.observe(seconds)
    },
    onCommit: (changes) => {
      hub?.wake(changes)
      outbox?.wake()
      indexer?.wake(changes)
    },
  })

  const egress = createEgress({ allow: config.egressAllow, log })
  const sites = createSiteService({ db, writer, sealKey: deriveKey(config.secretKey, 'columns') })
  const mail = createMailRoom({ db, writer, clock, config })
  const limits = createLimits(overrides.limits)
  const rooms = createRooms({
    onContext: (who, told) => noteContext(who, told),
    onAck: () => {},
    onVisitor: () => {},
  })
  const accounts = createAccounts({
    db,
    writer,
    clock,
    config,
    limits,
    rooms,
    sites,
    mails: mail.queue,
    links: mail.links,
  })
  const { members, sessions, setUp } = accounts
  const visitors = createVisitorService({ db, writer })
  const memberName = async (siteId: string, memberId: string) =>
    (await findMembers(db.read, siteId)).find((row) => row.id === memberId)?.name
  const files = createFiles({ db, writer, clock, config })
  const contactRows = (siteId: string, ids: string[]) => findContacts(db.read, siteId, ids)
  const talk = createConversations({
    db,
    writer,
    plan: planOutbox,
    limits,
    sites,
    files,
    memberName,
    contactRows,
  })
  const conversations = talk.service
  const search = createSearch({
    db,
    writer,
    log,
    messages: readMessages,
    contacts: async (tx, siteId, ids) => [...(await findContacts(tx.db, siteId, ids)).values()],
    views: conversations.views,
    conversationsOf: talk.ofContact,
  })
  indexer = search.indexer
  hub = createHub(
    { db: db.read, fileInfos: files.infos, conversationViews: conversations.views, memberName },
    log,
  )
  const noteContext: RoomEvents['onContext'] = (who, told) => {
    limits
      .context(who.visitorId)
      .then(() => talk.told.note(who, told))
      .catch((error) => log.debug({ error }, 'what a page told was not kept'))
  }
  metrics = createMetrics(rooms.count)
  const auth: AuthDeps = { publicUrl: config.publicUrl, sites, visitors, sessions, members }
  const live: LiveDeps = {
    epoch,
    clock,
    hub,
    rooms,
    sites,
    visitors,
    members,
    sessions,
    conversations,
    limits,
    metrics,
    log,
    allowsOrigin: (site, origin) =>
      origin === undefined || allowsOrigin(site.settings, origin, config.publicUrl),
  }
  const alerts = createAlerts({
    db,
    writer,
    clock,
    config,
    egress,
    limits,
    rooms,
    sites,
    members,
    visitors,
    conversations,
    mail,
    contactRows,
  })
  const mailHandlers = mail.handlers({
    site: sites.byId,
    said: conversations.said,
    shopperName: async (siteId, id) =>
      (await conversations.views(siteId, [id])).get(id)?.contact.name,
  })
  outbox = createOutboxWorker({
    db,
    writer,
    clock,
    random,
    handlers: [...alerts.handlers, ...mailHandlers],
    log,
    workerId: processId,
  })
  const triggers = createTriggerService({ db, writer })
  const pages = createVisitors({
    epoch,
    writer,
    clock,
    plan: planOutbox,
    limits,
    rooms,
    sites,
    visitors,
    conversations: talk,
    welcome: alerts.availability.view,
    promptText: triggers.text,
    moveLeads: (tx, siteId, from, to) => moveLeads(tx.db, siteId, from, to),
  })
  const proxyNotice = createProxyNotice(config.trustProxy, log)
  const contacts = createContactService({ db, writer })
  const privacy = createPrivacy({
    db,
    writer,
    clock,
    log,
    sites,
    files,
    searchIndex: search.index,
    closeVisitor: rooms.closeVisitor,
    contacts,
    conversations: talk,
  })
  const routes: Route[] = [
    ...accounts.routes,
    ...siteRoutes({ sites, members, triggers: triggers.list }),
    ...talk.routes,
    ...contactRoutes({ contacts, conversationsOf: talk.ofContact }),
    ...search.routes,
    ...privacy.routes,
    ...tagRoutes(createTagService({ db, writer })),
    ...cannedReplyRoutes(createCannedReplyService({ db, writer })),
    ...triggerRoutes(triggers),
    ...pages.routes,
    ...alerts.routes,
    ...liveRoutes(live),
    ...healthRoutes({
      db,
      metrics,
      draining: () => context.draining,
      proxyNotice,
      mail: config.smtpUrl !== undefined,
    }),
  ]
  const periodic = createPeriodic(log)
  periodic.every(HUB_POLL, 'looking for new events', () => hub.poll())
  periodic.every(ROOM_SWEEP, 'letting go of silent sockets', async () => rooms.sweep())
  periodic.every(TRIM_EVERY, 'trimming events', () => trimEvents({ db, writer, clock }))
  periodic.every(REVOCATION_POLL, 'looking for ended sessions', accounts.closeEnded)
  periodic.every(WAKE_EVERY, 'waking snoozed conversations', () => talk.changes.wakeDue())
  periodic.every(INDEX_EVERY, 'indexing for search', () => search.indexer.catchUp())
  periodic.every(SWEEP_EVERY, 'forgetting old sessions', accounts.sweep)
  periodic.every(SWEEP_EVERY, 'sweeping files nobody sent', () => files.sweep())
  periodic.every(PURGE_EVERY, 'erasing what is kept no longer', () => privacy.retention.tick())
  periodic.every(WAKE_EVERY, 'forgetting visits that ended', async () => pages.visits.sweep())

  const context: AppContext = {
    config,
    metrics,
    proxyNotice,
    draining: false,
    clock,
    log,
    db,
    writer,
    egress,
    hub,
    outbox,
    rooms,
    sites,
    members,
    conversations,
    changes: talk.changes,
    files,
    visits: pages.visits,
    privacy,
    indexer,
    setUp,
    returnLinks: mail.returnLinks,
    auth,
    live,
    routes,
    processId,
    async [Symbol.asyncDispose]() {
      search.indexer.stop()
      await periodic.stop()
      await writer.drain()
      mail[Symbol.dispose]()
      await db[Symbol.asyncDispose]()
    },
  }
  return context
}
