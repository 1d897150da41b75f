import type { Conversation, OrdersAnswer } from '@loods/protocol'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer } from '../fakes/shopify/world/sales.ts'
import { DESK, screenshot } from '../support/chromium.ts'
import { openShopifyStage, type ShopifyStage } from './shopify-stage.ts'
import { begin, shows } from './stage.ts'

let stage: ShopifyStage
let admin: Page
let shopper: Page
let customer: Customer

beforeAll(async () => {
  stage = await openShopifyStage()
  const { talk, browser } = stage
  await talk.shopify.grantScopes(talk.shop, ['read_orders'])
  await talk.settle()
  customer = talk.shop.customers[0] as Customer
  // Wide enough for what stands beside a conversation, inside the admin's own frame.
  const wide = { ...DESK, viewport: { width: 1_600, height: 900 } }
  admin = await (await browser.newContext(wide)).newPage()
  await admin.goto(talk.shopify.appPage(talk.shop))
}, 120_000)
afterAll(() => stage?.[Symbol.asyncDispose]())

/** Our page in the shop's admin. */
function app(): Frame {
  const frame = admin.frame({ name: 'app-iframe' })
  if (!frame) throw new Error('the app is not in the admin')
  return frame
}

const site = (path: string) => `/api/sites/${stage.owner.siteId}${path}`
const ask = <T>(path: string) => stage.talk.relay.json<T>(site(path), { token: stage.owner.token })
const conversations = async () =>
  (await ask<{ conversations: Conversation[] }>('/conversations')).conversations

/** The member writes where the inbox shows the shopper. */
async function answers(text: string): Promise<void> {
  const box = app().locator('textarea:visible').last()
  await box.fill(text)
  await box.press('Enter')
}

describe('a Shopify shop, from switching the chat on to forgetting a customer', () => {
  it('shows the chat to shoppers once its owner switched it on', async () => {
    const opened = admin.waitForEvent('popup')
    await app().getByText('Zet de chat aan in je thema').click()
    const editor = await opened
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.close()
    shopper = await stage.shopper('/account/login')
    await shopper.getByRole('button', { name: 'Inloggen' }).click()
    await shopper.goto(`${stage.talk.shopify.storefrontHost(stage.talk.shop)}/products/hei`)
    await begin(shopper, 'Komt deze ook in grijs?')
  })

  it('is answered from its own admin, where somebody waits in plain sight', async () => {
    await admin.reload()
    await admin.getByText('Chat, 1 wachtend').waitFor()
    await app().getByText('Komt deze ook in grijs?').first().click()
    await answers('Volgende week, ja.')
    await shows(shopper, 'Volgende week, ja.')
    await screenshot(admin, 'shopify-walk-answer')
  })

  it('goes on in the same conversation on the thank-you page of the order', async () => {
    const { talk, browser } = stage
    await shopper.keyboard.press('Escape')
    const added = shopper.waitForResponse(/\/cart\/add\.js/)
    await shopper.getByRole('button', { name: 'In winkelwagen' }).click()
    await added
    await shopper.goto(`${talk.shopify.storefrontHost(talk.shop)}/checkout`)
    const context = await browser.newContext({ locale: 'nl-NL' })
    await context.route('https://cdn.shopify.com/**', (route) => route.abort())
    const chat = await context.newPage()
    const query = new URLSearchParams({
      id_token: talk.shopify.checkoutToken(talk.shop, customer.id),
      locale: 'nl-NL',
    })
    await chat.goto(`${talk.relay.url}/shopify/checkout-chat/thank-you?${query}`)
    await chat.locator('#open').click()
    const panel = chat.frameLocator('#chat')
    await panel.getByText('Volgende week, ja.').waitFor()
    await panel.locator('textarea').fill('Mijn bestelling is gelukt')
    await panel.locator('textarea').press('Enter')
    await app().getByText('Mijn bestelling is gelukt').last().waitFor()
    expect(await conversations()).toHaveLength(1)
    await screenshot(chat, 'shopify-walk-thank-you')
  })

  it('has the order counted, and shown to members beside the customer', async () => {
    await stage.talk.settle()
    const { db } = stage.talk.relay.context
    const kept = await db.read.selectFrom('orders').selectAll().execute()
    expect(kept).toMatchObject([{ currency: 'EUR', contact_id: expect.any(String) }])
    const { orders } = await ask<OrdersAnswer>(`/shop/orders?customer=${customer.id}`)
    expect(orders.map(({ number }) => number)).toEqual(stage.orders.map(({ name }) => name))
    await app().getByText(`${orders[0]?.number}`).first().waitFor()
    await screenshot(admin, 'shopify-walk-order')
  })

  it('forgets the customer everywhere when Shopify says so', async () => {
    const { shopify, shop, relay } = stage.talk
    await shopify.redactCustomer(shop, { customer, orders: stage.orders })
    await stage.talk.settle()
    expect(await conversations()).toEqual([])
    const { db } = relay.context
    for (const table of ['contacts', 'messages', 'orders'] as const) {
      expect([table, await db.read.selectFrom(table).selectAll().execute()]).toEqual([table, []])
    }
    expect(stage.errors).toEqual([])
  })
})
