import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createAccounts } from './accounts/accounts.module.ts'
import type { SetUpService } from './accounts/set-up.service.ts'
import { createAlerts } from './alerts/alerts.module.ts'
import { planOutbox } from './alerts/plan.ts'
import { cannedReplyRoutes } from './canned/canned-reply.routes.ts'
import { createCannedReplyService } from './canned/canned-reply.service.ts'
import type { Config } from './config.ts'
import { findContacts } from './contacts/contact.repository.ts'
import { contactRoutes } from './contacts/contact.routes.ts'
import { blockContact, createContactService } from './contacts/contact.service.ts'
import { conversationRoutes } from './conversations/conversation.routes.ts'
import {
  type ConversationService,
  createConversationService,
} from './conversations/conversation.service.ts'
import {
  type ConversationChanges,
  createConversationChanges,
} from './conversations/conversation-changes.ts'
import { createConversationContext } from './conversations/conversation-context.ts'
import { readMessages } from './conversations/indexable.ts'
import { createMessageChanges } from './conversations/message-changes.ts'
import { refuseBlocked } from './conversations/saying.ts'
import { createTranscripts } from './conversations/transcript.ts'
import { deriveKey } from './crypto/secrets.ts'
import { type Database, openDatabase } from './db/database.ts'
import { migrateToLatest, readEpoch } from './db/migrate.ts'
import { createWriter, type Writer } from './db/writer.ts'
import { createEgress, type Egress } from './egress/egress.ts'
import { fileRoutes } from './files/file.routes.ts'
import { createFileService, type FileService } from './files/file.service.ts'
import { createFileLinks } from './files/file-links.ts'
import { createFileStore } from './files/file-store.ts'
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
import { createIndexer, type Indexer } from './search/indexer.ts'
import { searchRoutes } from './search/search.routes.ts'
import { createSearchService } from './search/search.service.ts'
import { createSearchIndex } from './search/search-index.ts'
import { siteRoutes } from './sites/site.routes.ts'
import { allowsOrigin, createSiteService, type SiteService } from './sites/site.service.ts'
import { tagRoutes } from './tags/tag.routes.ts'
import { createTagService, knownTagIds } from './tags/tag.service.ts'
import { triggerRoutes } from './triggers/trigger.routes.ts'
import { createTriggerService } from './triggers/trigger.service.ts'
import { identityRoutes } from './visitors/identity.routes.ts'
import { createIdentityService } from './visitors/identity.service.ts'
import { visitRoutes } from './visitors/visit.routes.ts'
import { createVisitFeed } from './visitors/visit-feed.ts'
import { visitorRoutes } from './visitors/visitor.routes.ts'
import { createVisitorService } from './visitors/visitor.service.ts'
import { createVisits, type Visits } from './visitors/visits.ts'

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
  const files = createFileService({
    db,
    writer,
    clock,
    store: createFileStore(join(config.dataDir, 'files')),
    links: createFileLinks({
      publicUrl: config.publicUrl,
      key: deriveKey(config.secretKey, 'files'),
      clock,
    }),
  })
  const fileInfos = files.infos
  const contactRows = (siteId: string, ids: string[]) => findContacts(db.read, siteId, ids)
  const conversations = createConversationService({
    db,
    writer,
    plan: planOutbox,
    fileInfos,
    memberName,
    contactRows,
  })
  const changes = createConversationChanges({
    writer,
    plan: planOutbox,
    memberName,
    knownTagIds,
    blockContact,
  })
  const conversationContext = createConversationContext({ db, writer })
  const conversationsOf = (siteId: string, contactId: string, limit: number) =>
    conversations.list(siteId, { contactId, limit })
  const searchIndex = createSearchIndex(db)
  indexer = createIndexer({
    db,
    writer,
    index: searchIndex,
    log,
    messages: readMessages,
    contacts: async (tx, siteId, ids) => [...(await findContacts(tx.db, siteId, ids)).values()],
  })
  const transcripts = createTranscripts({ conversations, sites })
  hub = createHub(
    { db: db.read, fileInfos, conversationViews: conversations.views, memberName },
    log,
  )
  const noteContext: RoomEvents['onContext'] = (who, told) => {
    limits
      .context(who.visitorId)
      .then(() => conversationContext.note(who, told))
      .catch((error) => log.debug({ error }, 'what a page told was not kept'))
  }
  const visitFeed = createVisitFeed({
    list: (siteId) => visits.list(siteId),
    anybodyOnline: (siteId) => rooms.presence.online(siteId).length > 0,
    toMembers: rooms.toMembers,
  })
  const visits = createVisits(clock, visitFeed.changed)
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
  const { view } = alerts.availability
  const proxyNotice = createProxyNotice(config.trustProxy, log)
  const contacts = createContactService({ db, writer })
  const privacy = createPrivacy({
    db,
    writer,
    clock,
    log,
    sites,
    files,
    searchIndex,
    closeVisitor: rooms.closeVisitor,
    contacts,
    conversations,
    conversationsOf,
    conversationContext,
    transcripts,
  })
  const routes: Route[] = [
    ...accounts.routes,
    ...siteRoutes({ sites, members, triggers: triggers.list }),
    ...conversationRoutes({
      conversations,
      changes,
      messageChanges: createMessageChanges({ writer, files }),
      transcripts,
      context: conversationContext,
      limits,
    }),
    ...fileRoutes({
      files,
      limits,
      checkMaySend: async (who, conversationId) =>
        refuseBlocked(await conversations.row(who.siteId, conversationId), who),
    }),
    ...contactRoutes({
      contacts,
      conversationsOf,
    }),
    ...searchRoutes(
      createSearchService({ db, index: searchIndex, views: conversations.views, conversationsOf }),
    ),
    ...privacy.routes,
    ...identityRoutes({
      identity: createIdentityService({
        writer,
        sites,
        plan: planOutbox,
        clock,
        moveLeads: (tx, siteId, from, to) => moveLeads(tx.db, siteId, from, to),
        closeVisitor: rooms.closeVisitor,
      }),
      sites,
      limits,
    }),
    ...tagRoutes(createTagService({ db, writer })),
    ...cannedReplyRoutes(createCannedReplyService({ db, writer })),
    ...triggerRoutes(triggers),
    ...visitorRoutes({
      epoch,
      promptText: triggers.text,
      visitors,
      conversations,
      transcripts,
      context: conversationContext,
      limits,
      welcome: view,
    }),
    ...visitRoutes({ visits, limits, now: view }),
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
  periodic.every(WAKE_EVERY, 'waking snoozed conversations', () => changes.wakeDue())
  periodic.every(INDEX_EVERY, 'indexing for search', () => indexer.catchUp())
  periodic.every(SWEEP_EVERY, 'forgetting old sessions', accounts.sweep)
  periodic.every(SWEEP_EVERY, 'sweeping files nobody sent', () => files.sweep())
  periodic.every(PURGE_EVERY, 'erasing what is kept no longer', () => privacy.retention.tick())
  periodic.every(WAKE_EVERY, 'forgetting visits that ended', async () => visits.sweep())

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
    changes,
    files,
    visits,
    privacy,
    indexer,
    setUp,
    returnLinks: mail.returnLinks,
    auth,
    live,
    routes,
    processId,
    async [Symbol.asyncDispose]() {
      indexer.stop()
      await periodic.stop()
      await writer.drain()
      mail[Symbol.dispose]()
      await db[Symbol.asyncDispose]()
    },
  }
  return context
}
