import { createNotificationChoices } from '../accounts/notification-choices.ts'
import { availabilityRoutes } from '../availability/availability.routes.ts'
import {
  type AvailabilityService,
  createAvailabilityService,
} from '../availability/availability.service.ts'
import { replyTimeHandler } from '../availability/reply-time.handler.ts'
import type { ChannelAccount } from '../channels/account.ts'
import type { OutboxPlanner } from '../conversations/append.ts'
import type { ConversationService } from '../conversations/conversation.service.ts'
import { deriveKey } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer } from '../db/writer.ts'
import type { Egress } from '../egress/egress.ts'
import type { Route } from '../http/route.ts'
import { leadRoutes } from '../leads/lead.routes.ts'
import { createLeadService, type LeadPlanner, type LeadService } from '../leads/lead.service.ts'
import { createResume } from '../leads/resume.ts'
import type { Limits } from '../limits/limits.ts'
import type { Rooms } from '../live/rooms.ts'
import type { MailRoom } from '../mail/mail.module.ts'
import type { MemberService } from '../members/member.service.ts'
import type { OutboxHandler } from '../outbox/handler.ts'
import { createOutboxLookup, type OutboxLookup } from '../outbox/outbox.service.ts'
import { pushRoutes } from '../push/push.routes.ts'
import { createPushService, type PushService } from '../push/push.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import type { VisitorService } from '../visitors/visitor.service.ts'
import { channelAlertHandler } from './channel-alert.handler.ts'
import { mailAlertHandler } from './mail-alert.handler.ts'
import { mailReportHandler } from './mail-report.handler.ts'
import { pushAlertHandler } from './push-alert.handler.ts'
import { replyChannelHandler } from './reply-channel.handler.ts'
import { replyMailHandler } from './reply-mail.handler.ts'
import { waitLineHandler } from './wait-line.handler.ts'

export interface AlertDeps {
  db: Database
  writer: Writer
  clock: () => number
  config: { secretKey: Buffer; egressAllow: readonly string[]; vapidSubject: string }
  egress: Egress
  limits: Limits
  rooms: Rooms
  sites: SiteService
  members: MemberService
  visitors: VisitorService
  conversations: ConversationService
  /** What a message, and what a shopper leaves behind, set in motion. */
  plan: OutboxPlanner
  planLead: LeadPlanner
  mail: MailRoom
  channel(id: string): Promise<ChannelAccount>
  contactRows(siteId: string, ids: string[]): Promise<Map<string, Row<'contacts'>>>
}

/** Nobody misses a shopper: who is there, who is told, what is said meanwhile, and what is left for later. */
export interface Alerts {
  availability: AvailabilityService
  leads: LeadService
  handlers: OutboxHandler[]
  routes: Route[]
}

export function createAlerts(deps: AlertDeps): Alerts {
  const { db, writer, clock, limits, sites, members, visitors, contactRows } = deps
  const { secretKey, egressAllow, vapidSubject } = deps.config
  const presence = deps.rooms.presence
  const availability = createAvailabilityService({ db, writer, clock, sites, members, presence })
  const push = createPushService({
    db,
    writer,
    clock,
    egress: deps.egress,
    allow: egressAllow,
    sealKey: deriveKey(secretKey, 'columns'),
    receiptKey: deriveKey(secretKey, 'push receipts'),
    vapidSubject,
  })
  const { returnLinks } = deps.mail
  const leads = createLeadService({
    db,
    writer,
    plan: deps.plan,
    planLead: deps.planLead,
    contactRows,
  })
  return {
    availability,
    leads,
    handlers: handlersOf(deps, { availability, push, leads, rows: createOutboxLookup(db) }),
    routes: [
      ...availabilityRoutes(availability),
      ...pushRoutes({ push, limits, notifications: createNotificationChoices({ db, writer }) }),
      ...leadRoutes({
        leads,
        resume: createResume({ writer, returnLinks, visitors }),
        limits,
      }),
    ],
  }
}

/** Everything that happens by itself when a shopper waits, is answered, or has gone. */
function handlersOf(
  deps: AlertDeps,
  own: {
    availability: AvailabilityService
    push: PushService
    leads: LeadService
    rows: OutboxLookup
  },
): OutboxHandler[] {
  const { clock, conversations, members } = deps
  const { availability, push, leads, rows } = own
  const site = deps.sites.byId
  const mailsLeave = deps.mail.queue.configured
  return [
    pushAlertHandler({ conversations, leads, members, push, clock, site }),
    mailAlertHandler({ conversations, leads, members, clock, mailsLeave }),
    waitLineHandler({ conversations, leads, clock, site, waitSeconds: availability.waitSeconds }),
    replyTimeHandler(availability),
    replyChannelHandler({ db: deps.db, conversations, clock }),
    replyMailHandler({ conversations, clock, site, mailsLeave, rows }),
    channelAlertHandler({ channel: deps.channel, members, push, mails: deps.mail.queue, site }),
    mailReportHandler({ conversations, findEnded: rows.ended }),
  ]
}
