import type { Time } from '../shared/time.ts'
import type { Tokens } from './auth/tokens.ts'
import type { Faults } from './faults.ts'
import type { Identifiers } from './identifiers.ts'
import type { Outbox } from './webhooks/outbox.ts'
import type { AppRegistration } from './world/app-registration.ts'
import type { World } from './world/world.ts'

/** Every part of the fake, put together in create-shopify.ts. */
export interface Core {
  app: AppRegistration
  world: World
  time: Time
  ids: Identifiers
  faults: Faults
  tokens: Tokens
  outbox: Outbox
  /** Webhooks and proxied requests leave by this. */
  fetch: typeof globalThis.fetch
}
