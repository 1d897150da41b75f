import type { Time } from '../shared/time.ts'
import type { Faults } from './faults.ts'
import type { Identifiers } from './identifiers.ts'
import type { Links } from './media/links.ts'
import type { MediaStore } from './media/media-store.ts'
import type { Bucket } from './rates.ts'
import type { TemplateRegistry } from './templates/registry.ts'
import type { Outbox } from './webhooks/outbox.ts'
import type { Identities } from './world/identities.ts'
import type { Threads } from './world/threads.ts'
import type { World } from './world/world.ts'

/** Every part of the fake, put together in create-graph.ts. */
export interface Core {
  world: World
  time: Time
  ids: Identifiers
  faults: Faults
  outbox: Outbox
  identities: Identities
  threads: Threads
  media: MediaStore
  links: Links
  templates: TemplateRegistry
  /** The one fetch there is: webhooks, handshakes and linked media leave by it. */
  fetch: typeof globalThis.fetch
  rates: Rates
  /** Tells whoever looks at a phone that something on it changed. */
  changed: () => void
  /** Base addresses, without a slash at the end. */
  urls: { graph: string; media: string }
}

export interface Rates {
  /** By number: 80 messages a second (1,000; 20 with coexistence), in and out. */
  throughput: (numberId: string) => Bucket
  /** By number and person: 45 at once, then one in 6 seconds. */
  pair: (pair: string) => Bucket
  /** By app and account: 5,000 calls an hour. */
  management: (pair: string) => Bucket
  /** By account: 100 new templates an hour. */
  newTemplates: (wabaId: string) => Bucket
}
