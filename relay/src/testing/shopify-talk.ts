import type { ShopifyEnterAnswer } from '@loods/protocol'
import {
  createShopify,
  type Shopify,
  type ShopifyOptions,
} from '../../../test/fakes/shopify/create-shopify.ts'
import type { Shop, Staff } from '../../../test/fakes/shopify/world/shop.ts'
import { startTestRelay, type TestRelay } from './test-relay.ts'

/** A relay whose operator has a Shopify app, and the Shopify it has it at, on one clock. */
export interface ShopifyTalk extends AsyncDisposable {
  shopify: Shopify
  relay: TestRelay
  /** A shop that has the app installed, which nobody has opened yet. */
  shop: Shop
  /** Calls as the app's page does that somebody of the shop's staff opened. */
  open(options?: { shop?: Shop; staff?: Staff; token?: string }): Promise<Response>
  /** The same, to its answer. @throws where it is refused */
  enter(options?: { shop?: Shop; staff?: Staff }): Promise<ShopifyEnterAnswer>
  /** Works off whatever is due now. */
  settle(): Promise<void>
}

export const SHOPIFY_KEY = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
export const SHOPIFY_SECRET = 'hush'

/** Topics of shopify.app.toml; those with a scope of their own are subscribed to in each shop. */
const SUBSCRIPTIONS = [
  { topics: ['app/uninstalled', 'app/scopes_update', 'shop/update'], uri: '/webhooks' },
  {
    compliance_topics: ['customers/data_request', 'customers/redact', 'shop/redact'],
    uri: '/webhooks',
  },
]

/** @param options.clock only where the relay's clock is to differ from Shopify's, which stands still unless told otherwise */
export async function startShopifyTalk(
  options: Parameters<typeof startTestRelay>[0] & { shopify?: Partial<ShopifyOptions> } = {},
): Promise<ShopifyTalk> {
  const shopify = await createShopify({
    apiKey: SHOPIFY_KEY,
    apiSecret: SHOPIFY_SECRET,
    ...options.shopify,
    app: {
      subscriptions: SUBSCRIPTIONS,
      scopes: [
        'write_app_proxy',
        'write_pixels',
        'read_pixels',
        'read_customer_events',
        'read_products',
      ],
      pixelSettings: ['relay', 'siteKey'],
      ...options.shopify?.app,
    },
  })
  const relay = await startTestRelay({
    clock: shopify.time.now,
    ...options,
    env: { ...shopifyEnv(shopify), LOG_LEVEL: 'silent', ...options.env },
  })
  shopify.app.url = `${relay.url}/shopify`
  const shop = shopify.addShop({ domain: 'wilg.myshopify.com', primaryHost: 'wilgenwol.test' })
  shopify.install(shop)
  const talk: ShopifyTalk = {
    ...{ shopify, relay, shop },
    open: ({ shop: where = shop, staff, token } = {}) =>
      relay.call('/shopify/v1/enter', {
        body: {},
        token: token ?? shopify.sessionToken(where, staff),
      }),
    async enter(how) {
      const response = await talk.open(how)
      if (!response.ok) throw new Error(`enter: ${response.status} ${await response.text()}`)
      return (await response.json()) as ShopifyEnterAnswer
    },
    async settle() {
      await shopify.time.settle()
      await relay.context.outbox.settle()
    },
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]()
      await shopify.close()
    },
  }
  return talk
}

/** Settings of a relay that has its app at this Shopify. */
export function shopifyEnv(shopify: Shopify): Record<string, string> {
  return {
    SHOPIFY_API_KEY: SHOPIFY_KEY,
    SHOPIFY_API_SECRET: SHOPIFY_SECRET,
    SHOPIFY_ADMIN_URL: shopify.adminUrlTemplate,
    SHOPIFY_CDN_URL: `${shopify.url}/shopifycloud`,
    EGRESS_ALLOW: new URL(shopify.url).host,
  }
}
