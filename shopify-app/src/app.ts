import type { ShopifyConfig } from '../../relay/src/config.ts'
import type { Database } from '../../relay/src/db/database.ts'
import type { Writer } from '../../relay/src/db/writer.ts'
import type { Metrics } from '../../relay/src/health/metrics.ts'
import type { Hosts } from '../../relay/src/hosts/hosts.module.ts'
import type { Route } from '../../relay/src/http/route.ts'
import type { Limits } from '../../relay/src/limits/limits.ts'
import type { Logger } from '../../relay/src/logger.ts'
import type { OrderService } from '../../relay/src/orders/order.service.ts'
import type { OutboxHandler } from '../../relay/src/outbox/handler.ts'
import type { CustomerPrivacy } from '../../relay/src/privacy/customer.service.ts'
import type { SiteService } from '../../relay/src/sites/site.service.ts'
import type { Visits } from '../../relay/src/visitors/visits.ts'
import type { ShopifyAdmin } from './admin.ts'
import { checkoutChatRoutes } from './checkout/checkout-chat.routes.ts'
import { complianceTopics } from './compliance/compliance-topics.ts'
import { enterRoutes } from './enter/enter.routes.ts'
import { createEnter } from './enter/enter.service.ts'
import { createInstall } from './enter/install.ts'
import { keepRoutes } from './keep/keep.routes.ts'
import { createOrderNames } from './orders/order-names.ts'
import { orderTopics } from './orders/order-topics.ts'
import { createPages, type PagesDeps } from './pages/pages.module.ts'
import { pixelRoutes } from './pixel/pixel.routes.ts'
import { createPixel, type PixelDeps } from './pixel/pixel.service.ts'
import { createPixelShops } from './pixel/pixel-shop.ts'
import { createIdentify } from './proxy/identify.service.ts'
import { proxyRoutes } from './proxy/proxy.routes.ts'
import { settleHandler } from './settle/settle.handler.ts'
import { createSubscribe } from './settle/subscribe.ts'
import { signedOutHandler } from './tokens/signed-out.handler.ts'
import { createWebhookIntake } from './webhooks/intake.ts'
import { shopTopics } from './webhooks/shop-topics.ts'
import type { Topics } from './webhooks/topics.ts'
import { webhookHandler } from './webhooks/webhook.handler.ts'
import { deleteWebhooks } from './webhooks/webhook.repository.ts'
import { WEBHOOK_PATH, webhookRoutes } from './webhooks/webhook.routes.ts'

const HOUR = 3_600_000
/** Milliseconds webhooks are kept to know copies of them; Shopify repeats one for four hours. */
const KEEP_WEBHOOKS = 7 * 24 * HOUR

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
  db: Database
  writer: Writer
  clock: () => number
  log: Logger
  limits: Limits
  metrics: Metrics
  publicUrl: string
  shopify: ShopifyConfig
  admin: ShopifyAdmin
  sites: SiteService
  customers: CustomerPrivacy
  hosts: Pick<Hosts, 'links' | 'people' | 'tellOwners'>
  /** What the page in the admin shows and does. */
  page: Pick<PagesDeps, 'dist' | 'visitors' | 'conversations' | 'contacts' | 'seen'>
  orders: OrderService
  visits: Visits
  /** Where a conversation's shopper is, and what went wrong there. */
  follow: PixelDeps['follow']
}

/** Puts the app together, of what the relay offers. */
export function createShopifyApp(deps: ShopifyAppDeps): ShopifyApp {
  const { writer, clock, admin, hosts, shopify } = deps
  const all = { ...deps, ...admin, ...hosts }
  const orderNames = createOrderNames(deps.sites)
  const topics: Topics = {
    ...shopTopics(all),
    ...complianceTopics(all),
    ...orderTopics({ ...deps, orderNames }),
  }
  const enter = createEnter({ ...all, install: createInstall(all) })
  const intake = createWebhookIntake({ ...all, secrets: shopify.secrets, topics })
  const identify = createIdentify(all)
  const subscribe = createSubscribe({ ...all, topics, uri: deps.publicUrl + WEBHOOK_PATH })
  return {
    routes: [
      ...enterRoutes({ ...deps, enter }),
      ...webhookRoutes({ ...deps, intake }),
      ...proxyRoutes({ ...deps, identify, secrets: shopify.secrets }),
      ...keepRoutes(all),
      ...checkoutChatRoutes({ ...all, app: shopify, identify }),
      ...createPages({ ...all, ...deps.page }),
      ...pixelRoutes({
        limits: deps.limits,
        pixel: createPixel(deps),
        shopOf: createPixelShops({ ...all, orderNames }),
      }),
    ],
    handlers: [
      settleHandler({ ...all, subscribe }),
      webhookHandler({ ...all, topics }),
      signedOutHandler(all),
    ],
    chores: [
      {
        every: HOUR,
        name: 'forgetting Shopify’s webhooks',
        run: () => writer.run((tx) => deleteWebhooks(tx.db, clock() - KEEP_WEBHOOKS)),
      },
    ],
  }
}
