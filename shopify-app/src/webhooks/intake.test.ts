import { createHmac, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../relay/src/limits/limits.ts'
import {
  SHOPIFY_SECRET,
  type ShopifyTalk,
  startShopifyTalk,
} from '../../../relay/src/testing/shopify-talk.ts'
import { DIALECTS, dialectEnv } from '../../../relay/src/testing/test-storage.ts'

const SHOP = 'wilg.myshopify.com'

let talk: ShopifyTalk
let siteId: string

interface Sent {
  topic?: string
  body?: object | string
  secret?: string
  headers?: Record<string, string>
}

/** What Shopify would send, but for what a test changes. */
async function send({ topic = 'shop/update', body, secret = SHOPIFY_SECRET, headers }: Sent = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? update('Wilg anders'))
  const response = await fetch(`${talk.relay.url}/shopify/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': SHOP,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': randomUUID(),
      'x-shopify-triggered-at': new Date(talk.shopify.time.now()).toISOString(),
      ...headers,
    },
    body: text,
  })
  return response.status
}

function update(name: string, domain = 'wilgenwol.test') {
  return { id: '820982911946154508', name, domain, myshopify_domain: SHOP }
}

const stored = () => talk.relay.context.db.read.selectFrom('shopify_webhooks').selectAll().execute()
const planned = async () => {
  const rows = await talk.relay.context.db.read.selectFrom('outbox').select('kind').execute()
  return rows.filter(({ kind }) => kind === 'shopify.webhook').length
}
const nameInAdmin = async () =>
  JSON.parse(
    (
      await talk.relay.context.db.read
        .selectFrom('shopify_shops')
        .select('facts')
        .executeTakeFirst()
    )?.facts ?? '{}',
  ).name

describe.each(DIALECTS)('what Shopify tells of a shop, on %s', (dialect) => {
  beforeEach(async () => {
    talk = await startShopifyTalk({
      env: { ...(await dialectEnv(dialect)), SHOPIFY_API_SECRET: `${SHOPIFY_SECRET},older` },
    })
    siteId = (await talk.enter()).siteId
    await talk.settle()
    await talk.shopify.time.advance(60_000)
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('is kept before it is acknowledged, then worked off, and what it said is forgotten', async () => {
    expect(await send()).toBe(200)
    expect(await stored()).toMatchObject([{ shop: SHOP, site_id: siteId, topic: 'shop/update' }])
    await talk.settle()
    expect(await nameInAdmin()).toBe('Wilg anders')
    expect(await stored()).toMatchObject([{ body: null }])
  })

  it('may be signed with either secret while it is rotated', async () => {
    expect(await send({ secret: 'older' })).toBe(200)
    expect(await stored()).toHaveLength(1)
  })

  it('is refused with 401 and leaves nothing where its signature is wrong in any way (T34, T79)', async () => {
    const text = JSON.stringify(update('Kwaad'))
    const right = createHmac('sha256', SHOPIFY_SECRET).update(text).digest()
    const [hex, base64] = [right.toString('hex'), right.toString('base64')]
    const cases: Sent[] = [
      { secret: 'not the secret' },
      { secret: '' },
      { body: text.replace('Kwaad', 'Ander'), headers: { 'x-shopify-hmac-sha256': base64 } },
      { body: `${text} `, headers: { 'x-shopify-hmac-sha256': base64 } },
      { body: text, headers: { 'x-shopify-hmac-sha256': hex } },
      { body: text, headers: { 'x-shopify-hmac-sha256': base64.slice(0, -2) } },
      { body: text, headers: { 'x-shopify-hmac-sha256': `${base64}=` } },
      { body: text, headers: { 'x-shopify-hmac-sha256': '' } },
    ]
    for (const [i, sent] of cases.entries()) {
      expect(`${i}: ${await send({ body: text, ...sent })}`).toBe(`${i}: 401`)
    }
    expect([await stored(), await planned()]).toEqual([[], 0])
  })

  it('counts for no other shop than the one its signed body names (T79)', async () => {
    const other = talk.shopify.addShop({ domain: 'buren.myshopify.com' })
    talk.shopify.install(other)
    await talk.enter({ shop: other })
    const headers = { 'x-shopify-shop-domain': 'buren.myshopify.com' }
    expect(await send({ headers })).toBe(401)
    const redact = { shop_domain: SHOP }
    expect(await send({ topic: 'app/uninstalled', body: redact, headers })).toBe(401)
    expect(await send({ headers: { 'x-shopify-shop-domain': 'evil.example' } })).toBe(401)
    expect(await stored()).toEqual([])
  })

  it('of a shop or topic nobody here knows is taken and leaves nothing', async () => {
    const body = { id: 1 }
    const headers = { 'x-shopify-shop-domain': 'niemand.myshopify.com' }
    expect(await send({ topic: 'app/uninstalled', body, headers })).toBe(200)
    expect(await send({ topic: 'carts/update', body })).toBe(200)
    expect(await send({ topic: 'constructor', body })).toBe(200)
    expect(await stored()).toEqual([])
  })

  it('is one, however often it is told: 200 copies at once, then again later', async () => {
    const body = update('Wilg en Co')
    const headers = { 'x-shopify-webhook-id': 'w1', 'x-shopify-event-id': 'e1' }
    const copies = Array.from({ length: 200 }, () => send({ body, headers }))
    expect(new Set(await Promise.all(copies))).toEqual(new Set([200]))
    await talk.settle()
    expect(await send({ body, headers })).toBe(200)
    // The same event by another subscription.
    expect(await send({ body, headers: { ...headers, 'x-shopify-webhook-id': 'w2' } })).toBe(200)
    expect([(await stored()).length, await planned()]).toEqual([1, 1])
  })

  it('changes nothing where it is older than what is known', async () => {
    await send({ body: update('Nieuw') })
    await talk.settle()
    const before = new Date(talk.shopify.time.now() - 30_000).toISOString()
    await send({ body: update('Oud'), headers: { 'x-shopify-triggered-at': before } })
    await talk.settle()
    expect(await nameInAdmin()).toBe('Nieuw')
  })

  it('ends the app in a shop that took it out: no tokens, no widget, its chats stay', async () => {
    await talk.shopify.uninstall(talk.shop)
    await talk.settle()
    const row = await talk.relay.context.db.read
      .selectFrom('shopify_shops')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'uninstalled', access_token: null, refresh_token: null })
    expect(await talk.relay.context.links.isOn(siteId)).toBe(false)
    expect(await talk.relay.context.sites.all()).toHaveLength(1)
  })

  it('does not end an app that is back before it is told that it was taken out', async () => {
    talk.shopify.outbox.hold()
    await talk.shopify.uninstall(talk.shop)
    await talk.shopify.time.advance(60_000)
    talk.shopify.install(talk.shop)
    // The stored token opens nothing any more: the shop is found out when it is asked.
    await talk.shopify.time.advance(3_600_000)
    await talk.enter()
    await talk.settle()
    await talk.enter()
    await talk.shopify.outbox.release()
    await talk.settle()
    expect(await talk.relay.context.links.isOn(siteId)).toBe(true)
    const { state } = await talk.relay.context.db.read
      .selectFrom('shopify_shops')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(state).toBe('installed')
  })

  it('may be that another theme is the shop’s now', async () => {
    await send({ topic: 'themes/publish', body: { id: '828155753', role: 'main' } })
    await talk.settle()
    const { facts } = await talk.relay.context.db.read
      .selectFrom('shopify_shops')
      .select('facts')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(facts)).toMatchObject({ themePublishedAt: talk.shopify.time.now() })
  })
})

describe('webhooks in great number', () => {
  const forgeries = { points: 2, seconds: 60 }
  beforeEach(async () => {
    talk = await startShopifyTalk({ limits: { ...DEFAULT_LIMITS, forgeries } })
    await talk.enter()
    await talk.settle()
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('are all let in when a shop signed them, while forged ones are refused as too many', async () => {
    const forged: number[] = []
    for (let i = 0; i < 4; i += 1) forged.push(await send({ secret: 'guessed' }))
    expect(forged).toEqual([401, 401, 429, 429])
    const before = (await stored()).length
    const sent = await Promise.all(Array.from({ length: 300 }, () => send()))
    expect(new Set(sent)).toEqual(new Set([200]))
    expect(await stored()).toHaveLength(before + 300)
  })
})
