import type { HistoryAnswer, OrdersAnswer, ProductsAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopifyTalk, startShopifyTalk } from '../../../relay/src/testing/shopify-talk.ts'
import { BROWSER_AGENT, startVisitor } from '../../../relay/src/testing/test-relay.ts'

let talk: ShopifyTalk
let siteKey: string
let api: <T>(path: string) => Promise<T>

beforeEach(async () => {
  talk = await startShopifyTalk()
  const { token, siteId, ...entered } = await talk.enter()
  siteKey = entered.siteKey
  api = (path) => talk.relay.json(`/api/sites/${siteId}/${path}`, { token })
  await talk.settle()
})
afterEach(() => talk[Symbol.asyncDispose]())

async function allowOrders(): Promise<void> {
  await talk.shopify.grantScopes(talk.shop, ['read_orders'])
  await talk.settle()
}

/** What the shop's pixel posts. */
function pixel(event: string, more: object): Promise<Response> {
  const told = { visit: null, clientId: 'c-1', event, at: talk.shopify.time.now(), ...more }
  return fetch(`${talk.relay.url}/shopify/pixel/${siteKey}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': BROWSER_AGENT },
    body: JSON.stringify(told),
  })
}

describe('orders of a Shopify shop', () => {
  it('count for the visit its pixel saw them in, by what the shop’s own webhook says of them', async () => {
    await allowOrders()
    const { context } = talk.relay
    const order = await talk.shopify.placeOrder(talk.shop, { financialStatus: 'PAID' })
    const done = { step: 'completed', order: { id: `${order.id}` } }
    expect((await pixel('checkout_completed', done)).status).toBe(204)
    await talk.settle()
    const site = await context.sites.byKey(siteKey)
    const [visit] = context.visits.list(`${site?.id}`)
    expect(visit?.page.kind).toBe('thank-you')
    const orders = await context.db.read.selectFrom('orders').selectAll().execute()
    expect(orders).toMatchObject([{ state: 'paid', currency: 'EUR' }])
    expect(orders[0]?.total).toBeGreaterThan(0)
    await talk.shopify.refundOrder(talk.shop, order)
    await talk.settle()
    const refs = orders.map(({ reference }) => reference)
    expect(await context.orders.facts(`${site?.id}`, refs)).toMatchObject([{ counts: false }])
  })

  it('are told in the conversation the cart names, as long as it is one of this shop', async () => {
    await allowOrders()
    const { shopify, shop, relay } = talk
    const { conversationId } = await startVisitor(relay, siteKey)
    const named = (value: string) => ({ attributes: [{ name: '_loods', value }] })
    const order = await shopify.placeOrder(shop, named(conversationId))
    await shopify.placeOrder(shop, named('of-nobody-in-the-shop'))
    await shopify.updateOrder(shop, order, { note: 'graag snel' })
    await talk.settle()
    const { messages } = await api<HistoryAnswer>(`conversations/${conversationId}/messages`)
    expect(messages.flatMap(({ line }) => line?.code ?? [])).toEqual(['order_placed'])
    const kept = await relay.context.db.read.selectFrom('orders').selectAll().execute()
    expect(new Set(kept.map(({ conversation_id: id }) => id))).toEqual(
      new Set([conversationId, null]),
    )
  })

  it('are told there once by what the browser says, before or after the shop does, without a cart', async () => {
    await allowOrders()
    const { conversationId: visit } = await startVisitor(talk.relay, siteKey)
    const done = (id: bigint) =>
      pixel('checkout_completed', { visit, step: 'completed', order: { id: `${id}` } })
    const first = await talk.shopify.placeOrder(talk.shop)
    await done(first.id)
    await talk.settle()
    await done(first.id)
    const second = await talk.shopify.placeOrder(talk.shop)
    await talk.settle()
    await done(second.id)
    const { messages } = await api<HistoryAnswer>(`conversations/${visit}/messages`)
    expect(messages.flatMap(({ line }) => line?.code ?? [])).toEqual([
      'order_placed',
      'order_placed',
    ])
  })

  it('are shown to members beside a customer’s conversation, and by their number', async () => {
    await allowOrders()
    const customer = talk.shopify.addCustomer(talk.shop)
    const order = await talk.shopify.placeOrder(talk.shop, { customer })
    const of = await api<OrdersAnswer>(`shop/orders?customer=${customer.id}`)
    expect(of.orders).toMatchObject([{ number: order.name, currency: 'EUR' }])
    expect(of.orders[0]?.url).toContain(`/orders/${order.id}`)
    const number = encodeURIComponent(order.name)
    expect((await api<OrdersAnswer>(`shop/orders?number=${number}`)).orders).toEqual(of.orders)
    expect(await api('shop/orders?number=%2399')).toEqual({ orders: [] })
  })

  it('are not to be seen before the shop allows it, which is said in words', async () => {
    await expect(api('shop/orders?number=1001')).rejects.toThrow(/403.*allow/)
  })
})

describe('products of a Shopify shop', () => {
  it('are found by members as cards, with pictures of Shopify’s own', async () => {
    talk.shopify.addProduct(talk.shop, { title: 'Hanglamp Noot' })
    talk.shopify.addProduct(talk.shop, { title: 'Trui Wilg' })
    const { products } = await api<ProductsAnswer>('shop/products?q=noot')
    expect(products[0]).toMatchObject({ kind: 'product', title: 'Hanglamp Noot' })
    expect(products.every(({ title }) => title.includes('Noot'))).toBe(true)
  })
})

describe('a pixel', () => {
  it('of a shop that has the app no longer is told so', async () => {
    await talk.shopify.uninstall(talk.shop)
    await talk.settle()
    expect((await pixel('checkout_started', { step: 'started' })).status).toBe(404)
  })

  it('is not counted in a browser that asks not to be followed', async () => {
    const site = await talk.relay.context.sites.byKey(siteKey)
    const response = await fetch(`${talk.relay.url}/shopify/pixel/${siteKey}`, {
      method: 'POST',
      headers: { 'user-agent': BROWSER_AGENT, 'sec-gpc': '1' },
      body: JSON.stringify({
        ...{ visit: null, clientId: 'c', event: 'checkout_started', step: 'started' },
        at: talk.shopify.time.now(),
      }),
    })
    expect(response.status).toBe(204)
    expect(talk.relay.context.visits.list(`${site?.id}`)).toEqual([])
  })
})
