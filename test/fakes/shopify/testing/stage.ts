import { type ReadAnswer, readAnswer } from '../../shared/testing/answer.ts'
import { createShopify, type Shopify, type ShopifyOptions } from '../create-shopify.ts'
import type { Shop } from '../world/shop.ts'

/** A request of Shopify's to the app: a webhook or a proxied one. */
export interface Caught {
  url: URL
  method: string
  headers: Headers
  body: string
}

export const API_KEY = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
export const API_SECRET = 'hush'

const SCOPES = [
  'write_app_proxy',
  'write_pixels',
  'read_customer_events',
  'read_pixels',
  'read_products',
  'read_orders',
  'read_themes',
]

const SUBSCRIPTIONS = [
  {
    topics: [
      'app/uninstalled',
      'app/scopes_update',
      'shop/update',
      'themes/publish',
      'orders/create',
      'orders/updated',
      'orders/cancelled',
      'refunds/create',
    ],
    uri: '/webhooks',
  },
  {
    compliance_topics: ['customers/data_request', 'customers/redact', 'shop/redact'],
    uri: '/webhooks/compliance',
  },
]

/** A shop with the app installed, and the app as one that answers as told, on a clock that stands still. */
export async function aStage(options: Partial<ShopifyOptions> = {}) {
  const caught: Caught[] = []
  const theApp = {
    caught,
    /** What the app answers. */
    answer: (_to: Caught): Response => new Response('ok'),
  }
  const shopify = await createShopify({
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    appUrl: 'https://app.test',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { url, method, headers } = request
      const it = { url: new URL(url), method, headers, body: await request.text() }
      caught.push(it)
      return theApp.answer(it)
    },
    ...options,
    app: { subscriptions: SUBSCRIPTIONS, scopes: SCOPES, ...options.app },
  })
  const shop = shopify.addShop({ domain: 'wilg.myshopify.com' })
  shopify.install(shop)
  return {
    shopify,
    shop,
    theApp,
    post: (path: string, body: object, headers: Record<string, string> = {}) =>
      post(`${shopify.adminUrl(shop)}${path}`, body, headers),
    exchange: (more: object = {}) => exchange(shopify, shop, more),
    ...(await graphqlOf(shopify, shop)),
    [Symbol.asyncDispose]: () => shopify.close(),
  }
}

/** Exchanges a fresh session token for an offline token, or as `more` says. */
export function exchange(shopify: Shopify, shop: Shop, more: object = {}): Promise<ReadAnswer> {
  return post(`${shopify.adminUrl(shop)}/admin/oauth/access_token`, {
    client_id: API_KEY,
    client_secret: API_SECRET,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: shopify.sessionToken(shop),
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
    ...more,
  })
}

async function graphqlOf(shopify: Shopify, shop: Shop) {
  const token = (await exchange(shopify, shop)).body.access_token
  return {
    token,
    graphql: (query: string, variables: object = {}, as: string = token) =>
      post(
        `${shopify.adminUrl(shop)}/admin/api/2026-07/graphql.json`,
        { query, variables },
        { 'x-shopify-access-token': as },
      ),
  }
}

async function post(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<ReadAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return await readAnswer(response)
}
