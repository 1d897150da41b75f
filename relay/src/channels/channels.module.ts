import type { Config } from '../config.ts'
import type { OutboxPlanner } from '../conversations/append.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import type { Egress } from '../egress/egress.ts'
import type { FileService } from '../files/file.service.ts'
import type { Metrics } from '../health/metrics.ts'
import type { Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { Logger } from '../logger.ts'
import type { MemberService } from '../members/member.service.ts'
import type { OutboxHandler } from '../outbox/handler.ts'
import type { SiteService } from '../sites/site.service.ts'
import type { Adapters } from './adapter.ts'
import { createArrival } from './arrival/arrival.ts'
import { nameHandler } from './arrival/name.handler.ts'
import { type ChannelService, createChannelService } from './channel.service.ts'
import { createGraphClient, type GraphClient } from './graph/graph-client.ts'
import { handoverRoutes } from './handover/handover.routes.ts'
import { createHandover } from './handover/handover.service.ts'
import { createTakeAlong } from './handover/take-along.ts'
import { mediaHandler, noteGone } from './media/media.handler.ts'
import { MEDIA_KIND } from './media/media-payload.ts'
import { createMessengerAdapter } from './messenger/messenger.adapter.ts'
import { createReceipts, type Receipts } from './sending/receipts.ts'
import { createSending, type Sending } from './sending/sending.module.ts'
import type { ChannelHealth } from './setup/health.ts'
import { createChannelSetup } from './setup/setup.module.ts'
import { createTemplates, type Templates } from './templates/templates.module.ts'
import type { UpdateTaker } from './update.ts'
import { createWebhooks, type Webhooks } from './webhooks/webhooks.module.ts'
import { createWhatsappAdapter } from './whatsapp/whatsapp.adapter.ts'

interface BaseDeps {
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  config: Config
  limits: Limits
}

/** A shop's numbers and pages on other networks, and how each network is read and talked to. */
export interface Channels {
  service: ChannelService
  graph: GraphClient
  adapters: Adapters
  templates: Templates
  receipts: Receipts
}

export function createChannels(deps: BaseDeps & { egress: Egress }): Channels {
  const { egress, clock, config } = deps
  const service = createChannelService(deps)
  const graph = createGraphClient({ egress, ...config.graph })
  const { mediaHosts } = config.graph
  const network = { graph, egress, mediaHosts, secrets: service.secrets, clock }
  const adapters = {
    whatsapp: createWhatsappAdapter(network),
    messenger: createMessengerAdapter(network),
  }
  const templates = createTemplates({ ...deps, channels: service, graph })
  const receipts = createReceipts({ ...deps, channels: service, adapters })
  return { service, graph, adapters, templates, receipts }
}

/** What comes from networks and what goes to them. */
export interface ChannelTraffic {
  webhooks: Webhooks
  health: ChannelHealth
  handlers: OutboxHandler[]
  routes: Route[]
  onDead: Sending['onDead']
}

export function createChannelTraffic(
  deps: BaseDeps & {
    channels: Channels
    metrics: Metrics
    /** 0 to 1. */
    random: () => number
    plan: OutboxPlanner
    site: SiteService['byId']
    people: MemberService['people']
    files: FileService
    phones: UpdateTaker
  },
): ChannelTraffic {
  const { service, adapters, graph, templates } = deps.channels
  const makeAlert = templates.alert.ensure
  const setup = createChannelSetup({ ...deps, channels: service, graph, adapters, makeAlert })
  /** Who is asked to take an update, in this order: the channel itself, members’ own phones, shoppers. */
  const arrival = createArrival({ ...deps, channels: service, takeAlong: createTakeAlong(deps) })
  const takers: UpdateTaker[] = [templates.take, ...setup.takers, deps.phones, arrival]
  const webhooks = createWebhooks({ ...deps, channels: service, adapters, takers })
  const { chatLinks } = deps.config
  const handover = createHandover({ ...deps, channels: service, chatLinks })
  const handovers = handoverRoutes({ handover, limits: deps.limits })
  const sending = createSending({ ...deps, channels: service, adapters })
  const media = mediaHandler({ ...deps, channels: service, adapters })
  const names = nameHandler({ channels: service, adapters })
  return {
    webhooks,
    health: setup.health,
    handlers: [...sending.handlers, ...templates.handlers, media, names, ...setup.handlers],
    routes: [
      ...webhooks.routes,
      ...setup.routes,
      ...templates.routes,
      ...sending.routes,
      ...handovers,
    ],
    async onDead(tx, row) {
      await sending.onDead(tx, row)
      if (row.kind === MEDIA_KIND) await noteGone(tx, row.message_id ?? '', 'failed')
    },
  }
}
