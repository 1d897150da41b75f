import type { Config } from '../../config.ts'
import type { Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import type { SetupDeps } from './callback.ts'
import { setupRoutes } from './setup.routes.ts'
import { createSetupService, type SetupService } from './setup.service.ts'

/** Connecting numbers and pages, and what their owners see of them. */
export interface ChannelSetup {
  service: SetupService
  routes: Route[]
}

export function createChannelSetup(
  deps: Omit<SetupDeps, 'publicUrl'> & {
    config: Pick<Config, 'publicUrl' | 'serviceWhatsapp'>
    limits: Limits
  },
): ChannelSetup {
  const service = createSetupService({ ...deps, publicUrl: deps.config.publicUrl })
  return {
    service,
    routes: setupRoutes({
      setup: service,
      limits: deps.limits,
      service: deps.config.serviceWhatsapp !== undefined,
    }),
  }
}
