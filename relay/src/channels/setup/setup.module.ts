import type { Config } from '../../config.ts'
import type { Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import type { MemberService } from '../../members/member.service.ts'
import type { OutboxHandler } from '../../outbox/handler.ts'
import type { Adapters } from '../adapter.ts'
import type { UpdateTaker } from '../update.ts'
import { createAccountTaker } from './account-taker.ts'
import type { SetupDeps } from './callback.ts'
import { type ChannelHealth, createChannelHealth } from './health.ts'
import { createProfileService } from './profile.ts'
import { type SetupRouteDeps, setupRoutes } from './setup.routes.ts'
import { createSetupService } from './setup.service.ts'
import { createTrialTaker, trialHandler } from './trial.ts'

/** Connecting numbers and pages, and how they do. */
export interface ChannelSetup {
  /** Asked before all others: what is about the channel itself. */
  takers: UpdateTaker[]
  handlers: OutboxHandler[]
  health: ChannelHealth
  routes: Route[]
}

export function createChannelSetup(
  deps: Omit<SetupDeps, 'publicUrl' | 'chatLinks'> & {
    config: Pick<Config, 'publicUrl' | 'serviceWhatsapp' | 'chatLinks'>
    limits: Limits
    adapters: Adapters
    makeAlert: SetupRouteDeps['makeAlert']
    people: MemberService['people']
  },
): ChannelSetup {
  const { config, channels, limits } = deps
  const base = { ...deps, publicUrl: config.publicUrl, chatLinks: config.chatLinks }
  const health = createChannelHealth(base)
  const setup = createSetupService({ ...base, lookAt: health.lookAt })
  const profile = createProfileService(base)
  const service = config.serviceWhatsapp !== undefined
  return {
    takers: [createAccountTaker(channels), createTrialTaker(channels)],
    handlers: [trialHandler(deps)],
    health,
    routes: setupRoutes({ setup, profile, limits, service, makeAlert: deps.makeAlert }),
  }
}
