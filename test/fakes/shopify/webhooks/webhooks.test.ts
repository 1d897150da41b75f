import { expect, test } from 'vitest'
import { API_SECRET, aStage, type Caught } from '../testing/stage.ts'
import { hmacOf } from './delivery.ts'

const HOUR = 3_600_000

test('a webhook is signed over its raw bytes, in which ids are bare numbers beyond 2^53', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  const order = await shopify.placeOrder(shop)
  const [post] = theApp.caught
  expect(post?.url.href).toBe('https://app.test/webhooks')
  expect(header(post, 'hmac-sha256')).toBe(hmacOf(post?.body ?? '', API_SECRET))
  expect(post?.body).toContain(`{"id":${order.id},`)
  expect(BigInt(JSON.parse(post?.body ?? '').id)).not.toBe(order.id)
  expect(header(post, 'topic')).toBe('orders/create')
  expect(header(post, 'shop-domain')).toBe('wilg.myshopify.com')
  expect(header(post, 'api-version')).toBe('2026-07')
})

test('anything but 2xx is tried 8 times more in 4 hours, as it was and under the same id', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  theApp.answer = () => new Response('', { status: 500 })
  const order = await shopify.placeOrder(shop)
  await shopify.time.advance(HOUR)
  order.note = 'changed in the meantime'
  await shopify.time.advance(12 * HOUR)
  expect(theApp.caught).toHaveLength(9)
  for (const name of ['webhook-id', 'event-id', 'triggered-at', 'hmac-sha256']) {
    expect(new Set(theApp.caught.map((it) => header(it, name))).size).toBe(1)
  }
  const [delivery] = shopify.outbox.deliveries
  expect(delivery?.state).toBe('given up')
  expect((delivery?.attempts.at(-1)?.at ?? 0) - (delivery?.triggeredAt ?? 0)).toBe(4 * HOUR)
})

test('two subscriptions hear of one event under two webhook ids', async () => {
  const subscription = { topics: ['orders/create'], uri: '/webhooks' }
  await using stage = await aStage({ app: { subscriptions: [subscription, subscription] } })
  await stage.shopify.placeOrder(stage.shop)
  const ids = (name: string) => new Set(stage.theApp.caught.map((it) => header(it, name))).size
  expect([ids('webhook-id'), ids('event-id')]).toEqual([2, 1])
})

test('what is held back comes reversed and in copies, each of which is the same delivery', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  shopify.outbox.hold()
  await shopify.cancelOrder(shop, await shopify.placeOrder(shop))
  expect(theApp.caught).toEqual([])
  await shopify.outbox.release({ reversed: true, copies: 2 })
  expect(theApp.caught.map((it) => header(it, 'topic'))).toEqual([
    'orders/updated',
    'orders/updated',
    'orders/cancelled',
    'orders/cancelled',
    'orders/create',
    'orders/create',
  ])
  expect(new Set(theApp.caught.map((it) => header(it, 'webhook-id'))).size).toBe(3)
})

test('a forged copy is signed with something else and tried once', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  shopify.faults.plan.webhooks.forged = 1
  theApp.answer = (it) =>
    new Response('', {
      status: header(it, 'hmac-sha256') === hmacOf(it.body, API_SECRET) ? 200 : 401,
    })
  await shopify.placeOrder(shop)
  await shopify.time.advance(12 * HOUR)
  expect(shopify.outbox.deliveries.map(({ state }) => state).toSorted()).toEqual([
    'acknowledged',
    'given up',
  ])
  expect(theApp.caught).toHaveLength(2)
})

test('deliveries come late, out of order and twice as planned, the same under the same seed', async () => {
  async function order(seed: number): Promise<string[]> {
    await using stage = await aStage({ seed })
    const { shopify, shop, theApp } = stage
    shopify.faults.plan.webhooks = { delay: [0, 60_000], duplicate: 0.5, forged: 0 }
    for (let index = 0; index < 8; index += 1) await shopify.placeOrder(shop)
    await shopify.time.advance(60_000)
    return theApp.caught.map(({ body }) => JSON.parse(body).name)
  }
  const names = await order(3)
  expect(names.length).toBeGreaterThan(8)
  expect(names).not.toEqual(names.toSorted())
  expect(await order(3)).toEqual(names)
})

test('a recorded webhook can be replayed, also as that of another shop', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  await shopify.placeOrder(shop)
  const [delivery] = shopify.outbox.deliveries
  if (!delivery) throw new Error('no delivery')
  await shopify.outbox.replay(delivery, { domain: 'other.myshopify.com' })
  const [one, other] = theApp.caught
  expect(header(other, 'webhook-id')).toBe(header(one, 'webhook-id'))
  expect(header(other, 'shop-domain')).toBe('other.myshopify.com')
})

test('shop/redact comes 48 hours after uninstalling, unless the app came back', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  const topics = () => theApp.caught.map((it) => header(it, 'topic'))
  await shopify.uninstall(shop)
  await shopify.time.advance(47 * HOUR)
  expect(topics()).toEqual(['app/uninstalled'])
  await shopify.time.advance(HOUR)
  expect(topics()).toEqual(['app/uninstalled', 'shop/redact'])
  expect(theApp.caught.at(-1)?.url.pathname).toBe('/webhooks/compliance')
  shopify.install(shop)
  await shopify.uninstall(shop)
  shopify.install(shop)
  await shopify.time.advance(72 * HOUR)
  expect(topics().at(-1)).toBe('app/uninstalled')
})

test('a customer to be erased may be an e-mail address only', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  await shopify.redactCustomer(shop, { customer: { email: 'sam@example.com' } })
  expect(JSON.parse(theApp.caught[0]?.body ?? '').customer).toEqual({ email: 'sam@example.com' })
  const customer = shopify.addCustomer(shop)
  const order = shopify.addOrder(shop, { customer })
  await shopify.redactCustomer(shop, { customer, orders: [order] })
  expect(theApp.caught[1]?.body).toContain(`"orders_to_redact":[${order.id}]`)
  expect(theApp.caught[1]?.body).toContain(`"customer":{"id":${customer.id},`)
})

test('what the app is not approved for is null in an order', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  const customer = shopify.addCustomer(shop)
  shopify.app.protectedData = new Set(['customer'])
  await shopify.placeOrder(shop, { customer })
  expect(JSON.parse(theApp.caught[0]?.body ?? '')).toMatchObject({
    email: null,
    phone: null,
    customer: { first_name: null, email: null },
  })
  shopify.app.protectedData.clear()
  await shopify.placeOrder(shop, { customer })
  expect(JSON.parse(theApp.caught[1]?.body ?? '').customer).toBeNull()
})

test('include_fields leaves only what is named, at any depth', async () => {
  const subscription = {
    topics: ['orders/create'],
    uri: '/webhooks',
    include_fields: ['name', 'line_items.title', 'cart_token'],
  }
  await using stage = await aStage({ app: { subscriptions: [subscription] } })
  await stage.shopify.placeOrder(stage.shop, { cartToken: 'c1' })
  expect(JSON.parse(stage.theApp.caught[0]?.body ?? '')).toEqual({
    name: '#1001',
    line_items: [{ title: 'Wollen plaid' }],
    cart_token: 'c1',
  })
})

function header(it: Caught | undefined, name: string): string | null {
  return it?.headers.get(`x-shopify-${name}`) ?? null
}
