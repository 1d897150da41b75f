import type { Database } from '../../db/database.ts'
import type { Writer } from '../../db/writer.ts'
import type { Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import type { OutboxHandler } from '../../outbox/handler.ts'
import type { ChannelService } from '../channel.service.ts'
import type { GraphClient } from '../graph/graph-client.ts'
import type { UpdateTaker } from '../update.ts'
import { type AlertTemplates, createAlertTemplates } from './alert-template.ts'
import { templateRoutes } from './template.routes.ts'
import { createTemplateService, type TemplateService } from './template.service.ts'
import { createTemplateGraph } from './template-graph.ts'
import { copyHandler, takeTemplateUpdate } from './template-taker.ts'

/** Texts that may be sent while no free answer may be. */
export interface Templates {
  service: TemplateService
  alert: AlertTemplates
  take: UpdateTaker
  handlers: OutboxHandler[]
  routes: Route[]
}

export function createTemplates(deps: {
  db: Database
  writer: Writer
  clock: () => number
  limits: Limits
  channels: ChannelService
  graph: GraphClient
}): Templates {
  const network = createTemplateGraph({ graph: deps.graph, secrets: deps.channels.secrets })
  const service = createTemplateService({ ...deps, network })
  return {
    service,
    alert: createAlertTemplates({ network, clock: deps.clock }),
    take: takeTemplateUpdate,
    handlers: [copyHandler(service)],
    routes: templateRoutes({ templates: service, limits: deps.limits }),
  }
}
