import type { Route } from '../../http/route.ts'
import { createDeadWebhooks, type DeadWebhooks } from './dead-webhooks.service.ts'
import { createWebhookIntake } from './intake.service.ts'
import { createLateWatch, type LateWatch } from './late-watch.ts'
import { createWebhookProcessor, type ProcessorDeps, type WebhookProcessor } from './processor.ts'
import { webhookRoutes } from './webhook.routes.ts'

/** What networks tell us: taken in, kept, and worked off. */
export interface Webhooks {
  processor: WebhookProcessor
  late: LateWatch
  dead: DeadWebhooks
  routes: Route[]
}

export function createWebhooks(deps: ProcessorDeps): Webhooks {
  const processor = createWebhookProcessor(deps)
  const intake = createWebhookIntake({ ...deps, onStored: processor.wake })
  return {
    processor,
    late: createLateWatch(deps),
    dead: createDeadWebhooks({ ...deps, onRevived: processor.wake }),
    routes: webhookRoutes(intake),
  }
}
