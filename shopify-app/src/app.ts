import type { Route } from '../../relay/src/http/route.ts'
import type { OutboxHandler } from '../../relay/src/outbox/handler.ts'
import type { ShopifyAdmin } from './admin.ts'

/** Something done by the clock. */
export interface ShopifyChore {
  /** Milliseconds between two times. */
  every: number
  /** What is being done, for the log. */
  name: string
  run(): Promise<void>
}

/** The Shopify app as a relay carries it. */
export interface ShopifyApp {
  routes: Route[]
  handlers: OutboxHandler[]
  chores: ShopifyChore[]
}

export interface ShopifyAppDeps {
  admin: ShopifyAdmin
}

/** Puts the app together, of what the relay offers. */
export function createShopifyApp(_: ShopifyAppDeps): ShopifyApp {
  return { routes: [], handlers: [], chores: [] }
}
