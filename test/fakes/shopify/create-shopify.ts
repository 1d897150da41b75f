import { Hono } from 'hono'
import { seeded } from '../../support/random.ts'
import { listenTo } from '../shared/listen.ts'
import { createPlannedFaults } from '../shared/planned-faults.ts'
import { createTime, type Time } from '../shared/time.ts'
import { launchUrl } from './admin-shell/launch.ts'
import { createMerchantPages, isForMerchant } from './admin-shell/merchant-pages.ts'
import { shellApp } from './admin-shell/shell-app.ts'
import { checkoutToken, sessionToken, type Wrong } from './auth/session-token.ts'
import { createTokens } from './auth/tokens.ts'
import type { Core } from './core.ts'
import { noFaults } from './faults.ts'
import { createHappenings, type Happenings } from './happenings.ts'
import { createAdminApp } from './http/admin-app.ts'
import type { RecordedRequest } from './http/request.ts'
import { toShop } from './http/shop-address.ts'
import { createIdentifiers } from './identifiers.ts'
import { forward, isProxied } from './proxy/app-proxy.ts'
import { createOutbox } from './webhooks/outbox.ts'
import { demandReleasable } from './webhooks/topics.ts'
import type { AppRegistration } from './world/app-registration.ts'
import { type Builder, createBuilder } from './world/builder.ts'
import { handleOf, type Shop, type Staff } from './world/shop.ts'
import { createWorld } from './world/world.ts'

export interface ShopifyOptions {
  apiKey: string
  apiSecret: string
  /** Where the app is; may be set later (`app.url`), for app and fake need each other's address. */
  appUrl?: string
  /** What else its shopify.app.toml says. */
  app?: Partial<Omit<AppRegistration, 'apiKey' | 'secrets' | 'url'>>
  /** The same seed gives the same ids and faults. */
  seed?: number
  /** A clock to share; by default one that stands still on 23 November 2026. */
  time?: Time
  /** Webhooks and proxied requests leave by this. */
  fetch?: typeof globalThis.fetch
  /** Answers for a shop's storefront, with an address from the shop's own root on. */
  storefront?: (request: Request, shop: Shop) => Response | Promise<Response>
  /** 0, the default, lets the system choose. */
  port?: number
}

/**
 * Shopify as an app meets it, to be talked to over HTTP and steered by hand: `time` moves the clock,
 * `faults` say what goes wrong, `outbox` has the webhooks (and holds them back), `world.shops` what the
 * shops hold, `requests` what the app asked of them.
 */
export interface Shopify extends Core, Builder, Happenings {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  url: string
  /** Where app-bridge.js and polaris.js are, as at Shopify's CDN. */
  cdnUrl: string
  shops: Map<string, Shop>
  /** Where the merchant opens the app: `{url}/store/wilg/apps/loods`. */
  appPage: (shop: Shop, staff?: Staff) => string
  /** What the admin frames, and what the phone's app opens in a window of its own. */
  launchUrl: (shop: Shop, staff?: Staff, page?: string) => string
  /** What stands for `https://{shop}` towards the app's server and the merchant's browser. */
  adminUrl: (shop: Shop) => string
  /** The same with `{shop}` in it, for the app's settings. */
  adminUrlTemplate: string
  /** Where shoppers are, in a folder. */
  storefrontUrl: (shop: Shop) => string
  /** The same with a host of its own, for browsers: they take `*.localhost` for this machine. */
  storefrontHost: (shop: Shop) => string
  sessionToken: (shop: Shop, staff?: Staff, wrong?: Wrong) => string
  checkoutToken: (shop: Shop, customerId?: bigint, wrong?: Wrong) => string
  /** Who is logged in on a storefront; what the app proxy then says. */
  logIn: (shop: Shop, customerId: bigint | undefined) => void
  /** Every request to a shop's admin, oldest first. */
  requests: RecordedRequest[]
  close: () => Promise<void>
}

const MONDAY = Date.UTC(2026, 10, 23, 9, 0, 0)

/**
 * Starts the fake on 127.0.0.1.
 * @throws where Shopify would refuse to release what `app` says
 *
 * @example
 * const shopify = await createShopify({ apiKey, apiSecret })
 * const shop = shopify.addShop({ domain: 'wilg.myshopify.com' })
 * shopify.app.url = relay.url
 * shopify.install(shop)
 * const token = shopify.sessionToken(shop)
 * await shopify.placeOrder(shop)
 */
export async function createShopify(options: ShopifyOptions): Promise<Shopify> {
  const core = createCore(options)
  demandReleasable(core.app)
  const requests: RecordedRequest[] = []
  const builder = createBuilder(core)
  const loggedIn = new Map<string, bigint>()
  const admin = createAdminApp(core, requests)
  const happenings = createHappenings(core, builder)
  const shell = shellApp(core, happenings)
  const merchant = createMerchantPages(core, happenings)
  const app = new Hono()

  app.all('*', async (c) => {
    const found = toShop(core.world, c.req.raw)
    if (!found) return await shell.fetch(c.req.raw)
    const { shop, request } = found
    const { pathname } = new URL(request.url)
    if (isForMerchant(pathname)) return await merchant(request, shop)
    if (pathname.startsWith('/admin/')) return await admin(c, request, shop)
    if (isProxied(core, pathname)) {
      return await forward(core, shop, request, loggedIn.get(shop.domain))
    }
    return (await options.storefront?.(request, shop)) ?? c.text('Not Found', 404)
  })

  const { url, close } = await listenTo(app, options.port ?? 0)
  const { port } = new URL(url)
  const addressOf = ({ domain }: Shop): string => `${url}/shops/${domain}`
  return {
    ...core,
    ...builder,
    ...happenings,
    url,
    cdnUrl: `${url}/shopifycloud`,
    shops: core.world.shops,
    requests,
    appPage: (shop, staff) =>
      `${url}/store/${handleOf(shop)}/apps/${core.app.handle}${staff ? `?staff=${staff.id}` : ''}`,
    launchUrl: (shop, staff = ownerOf(shop), page = '') =>
      launchUrl(core, shop, staff, { page, shell: new URL(url).host }),
    adminUrl: addressOf,
    adminUrlTemplate: `${url}/shops/{shop}`,
    storefrontUrl: addressOf,
    storefrontHost: (shop) => `http://${handleOf(shop)}.localhost:${port}`,
    sessionToken: (shop, staff = ownerOf(shop), wrong) => sessionToken(core, shop, staff, wrong),
    checkoutToken: (shop, customerId, wrong) => checkoutToken(core, shop, customerId, wrong),
    logIn(shop, customerId) {
      if (customerId === undefined) loggedIn.delete(shop.domain)
      else loggedIn.set(shop.domain, customerId)
    },
    async close() {
      core.time.stop()
      await close()
    },
  }
}

function createCore(options: ShopifyOptions): Core {
  const { seed = 1, fetch = globalThis.fetch } = options
  const time = options.time ?? createTime({ startAt: MONDAY, running: false })
  // Faults draw from a source of their own: a fault more or less leaves all ids as they were.
  const ids = createIdentifiers(seeded(seed))
  const faults = createPlannedFaults(noFaults(), seeded(seed + 1))
  const app = registrationOf(options, ids.id(), ids.uuid())
  const world = createWorld()
  return {
    app,
    world,
    time,
    ids,
    faults,
    fetch,
    tokens: createTokens(ids, time.now),
    outbox: createOutbox({ app, world, ids, time, faults, fetch }),
  }
}

function registrationOf(
  { apiKey, apiSecret, appUrl = 'http://app.invalid', app = {} }: ShopifyOptions,
  id: bigint,
  extensionUid: string,
): AppRegistration {
  return {
    id,
    apiKey,
    secrets: [apiSecret],
    name: 'Loods',
    handle: 'loods',
    url: appUrl,
    scopes: REQUIRED,
    optionalScopes: OPTIONAL,
    apiVersion: '2026-07',
    proxy: { prefix: 'apps', subpath: 'loods', url: '/proxy' },
    subscriptions: [],
    pixelSettings: [],
    extensionUid,
    extensionHandle: 'loods-chat',
    embeds: [{ handle: 'chat', name: 'Loods chat', target: 'body' }],
    protectedData: new Set(['customer', 'name', 'email', 'phone', 'address']),
    ...app,
  }
}

const REQUIRED = [
  'read_customer_events',
  'read_pixels',
  'read_products',
  'write_app_proxy',
  'write_pixels',
]
const OPTIONAL = ['read_customers', 'read_discounts', 'read_orders', 'read_themes']

function ownerOf({ staff, domain }: Shop): Staff {
  const owner = staff.find(({ accountOwner }) => accountOwner) ?? staff[0]
  if (!owner) throw new Error(`${domain} has no staff`)
  return owner
}
