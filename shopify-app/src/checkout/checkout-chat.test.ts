import { Hono } from 'hono'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RelayError } from '../../../relay/src/errors.ts'
import { registerRoutes } from '../../../relay/src/http/register.ts'
import type { Site } from '../../../relay/src/sites/site.service.ts'
import {
  setUpOwner,
  startTestRelay,
  type TestRelay,
} from '../../../relay/src/testing/test-relay.ts'
import type { Shop } from '../shops/shop.service.ts'
import { checkoutChatRoutes } from './checkout-chat.routes.ts'

const APP = { apiKey: 'a'.repeat(32), secrets: ['the secret'] }
const SHOP = 'lampenhuis.myshopify.com'

let relay: TestRelay
let site: Site
let shop: Partial<Shop>
let app: Hono

beforeAll(async () => {
  relay = await startTestRelay()
  site = await relay.context.sites.byId((await setUpOwner(relay)).siteId)
})

beforeEach(() => {
  shop = {
    siteId: site.id,
    domain: SHOP,
    state: 'installed',
    facts: { primaryDomain: 'lampen.example' },
  }
  app = new Hono()
  app.onError((error, c) => c.json({}, error instanceof RelayError ? (error.status as 400) : 500))
  const { sites } = relay.context
  const routes = checkoutChatRoutes({
    ...{ app: APP, sites, clock: Date.now },
    limits: { publicCall: async () => {}, context: async () => {} },
    shops: { byDomain: async (domain) => (domain === SHOP ? (shop as Shop) : undefined) },
    identify: { token: async (_, customerId) => `token of ${customerId}` },
  })
  registerRoutes(app, routes, {
    authenticate: async () => undefined as never,
    isLinkedOrigin: async () => false,
    ...{ publicUrl: relay.url, trustProxy: 0 },
  })
})

afterAll(() => relay[Symbol.asyncDispose]())

function token(claims: object = {}): Promise<string> {
  return new SignJWT({ dest: SHOP, aud: APP.apiKey, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode('the secret'))
}

async function open(path: string, claims?: object, locale = 'nl-NL'): Promise<Response> {
  const query = new URLSearchParams({ id_token: await token(claims), locale })
  return app.request(`/shopify/checkout-chat/${path}?${query}`)
}

const ancestorsIn = (response: Response) =>
  response.headers.get('content-security-policy')?.match(/frame-ancestors ([^;]*)$/)?.[1]

describe('the chat as Shopify frames it in a checkout', () => {
  it('T80: may be framed by this shop’s checkout and nobody else', async () => {
    const checkouts = `https://${SHOP} https://lampen.example https://checkout.shopify.com https://shop.app`
    expect(ancestorsIn(await open('checkout'))).toBe(checkouts)
    expect(ancestorsIn(await open('thank-you/panel'))).toBe(`'self' ${checkouts}`)
  })

  it('puts nothing into that list that is not a host', async () => {
    shop.facts = { primaryDomain: "lampen.example; script-src 'unsafe-inline'" }
    expect(ancestorsIn(await open('checkout'))).not.toContain('unsafe-inline')
  })

  it('has Shopify’s script first in its head, and is never kept by a cache', async () => {
    const response = await open('checkout')
    const page = await response.text()
    expect(page.match(/<script[^>]*src="([^"]+)"/)?.[1]).toBe(
      'https://cdn.shopify.com/shopifycloud/checkout-web/assets/app-bridge-checkout.js',
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('says of a customer who is logged in nothing in its source', async () => {
    const claims = { sub: 'gid://shopify/Customer/6512345678901' }
    for (const path of ['checkout', 'checkout/panel']) {
      expect(await (await open(path, claims)).text()).not.toMatch(/6512345678901|eyJ/)
    }
  })

  it('speaks the language of the checkout, else that of the shop', async () => {
    expect(await (await open('thank-you/panel')).text()).toContain('<title>Bedankpagina</title>')
    expect(await (await open('thank-you/panel', {}, 'en-CA')).text()).toContain(
      '<title>Thank-you page</title>',
    )
    expect(await (await open('checkout', {}, 'fr')).text()).toContain(
      `<html lang="${site.settings.language}">`,
    )
  })

  it('tells the widget what kind of page it is on', async () => {
    expect(await (await open('thank-you/panel')).text()).toContain('{"kind":"thank-you"}')
    expect(await (await open('checkout/panel')).text()).toContain(`data-site="${site.key}"`)
  })

  it.each(['checkout', 'thank-you/panel'])(
    'T79: is nothing at %s without Shopify’s word',
    async (path) => {
      expect((await app.request(`/shopify/checkout-chat/${path}`)).status).toBe(400)
      const forged = `/shopify/checkout-chat/${path}?id_token=${(await token()).slice(0, -4)}aaaa`
      expect((await app.request(forged)).status).toBe(401)
      expect((await open(path, { dest: 'other.myshopify.com' })).status).toBe(404)
      shop.state = 'uninstalled'
      expect((await open(path)).status).toBe(404)
    },
  )
})

describe('who a checkout is of', () => {
  async function identify(claims: object): Promise<unknown> {
    const body = JSON.stringify({ idToken: await token(claims) })
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body }
    const response = await app.request('/shopify/checkout-chat/identify', init)
    return response.json()
  }

  it('is signed where a customer is logged in, with all digits of their number', async () => {
    const sub = 'gid://shopify/Customer/9007199254740993'
    expect(await identify({ sub })).toEqual({ token: 'token of 9007199254740993' })
  })

  it('is nobody otherwise', async () => {
    expect(await identify({})).toEqual({})
  })
})

it('serves the scripts of its pages, and no other file', async () => {
  const script = await app.request('/shopify/checkout-chat/assets/frame.js')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect((await app.request('/shopify/checkout-chat/assets/messages.ts')).status).toBe(400)
})
