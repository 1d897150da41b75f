import type { Conversation, Message, ProductCard } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import { openShopifyStage, type ShopifyStage } from './shopify-stage.ts'
import { begin, openPanel, shows, write } from './stage.ts'

let stage: ShopifyStage

beforeAll(async () => {
  stage = await openShopifyStage()
  stage.talk.shopify.setEmbed(stage.talk.shop, 'chat', true)
}, 120_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

const site = (path: string) => `/api/sites/${stage.owner.siteId}${path}`
const launcher = (page: Page) => page.getByRole('button', { name: /^Chat, / })
const visits = () => stage.talk.relay.context.visits.list(stage.owner.siteId)

/** The newest conversation, as a member has it. */
async function newest(): Promise<Conversation> {
  const { owner, talk } = stage
  const { conversations } = await talk.relay.json<{ conversations: Conversation[] }>(
    site('/conversations'),
    { token: owner.token },
  )
  const [first] = conversations.toSorted((a, b) => b.createdAt - a.createdAt)
  if (!first) throw new Error('there is no conversation')
  return first
}

async function contextOf(id: string): Promise<Conversation['context']> {
  const { owner, talk } = stage
  const path = site(`/conversations/${id}`)
  return (await talk.relay.json<Conversation>(path, { token: owner.token })).context
}

describe('a Shopify shop', () => {
  it('has no trace of the chat until its app embed is on, and then its launcher', async () => {
    const { shopify, shop } = stage.talk
    shopify.setEmbed(shop, 'chat', false)
    const page = await stage.shopper('/')
    expect(await page.content()).not.toContain('loods')
    shopify.setEmbed(shop, 'chat', true)
    await page.reload()
    await launcher(page).waitFor()
    await page.context().close()
  })
})

describe('a shopper whom a Shopify shop must ask first', () => {
  let page: Page
  let asked: string[]

  beforeEach(async () => {
    const { browser } = stage
    stage.asks = true
    const context = await browser.newContext({
      locale: 'nl-NL',
      viewport: { width: 390, height: 844 },
    })
    asked = []
    context.on('request', (request) => asked.push(request.url().replace(/^.*\//, '')))
    page = await stage.shopper('/products/hei', context)
  })
  afterEach(async () => {
    stage.asks = false
    await page.context().close()
  })

  it('is not counted and offered nothing without a yes, and chats all the same', async () => {
    await page.getByRole('button', { name: 'Nee' }).click()
    await expect.poll(() => asked).toContain('views')
    await begin(page, 'Is deze ook in grijs?')
    await page.waitForLoadState('networkidle')
    expect(visits()).toEqual([])
    expect(asked.filter((name) => name.startsWith('counted-'))).toEqual([])
    expect((await newest()).lastMessage?.text).toBe('Is deze ook in grijs?')
  })

  it('costs the page next to nothing while nobody does anything', async () => {
    await launcher(page).waitFor()
    await expect.poll(() => asked).toContain('views')
    expect(asked.filter((name) => name.endsWith('.js')).toSorted()).toEqual([
      'consent-tracking-api.js',
      'loader.js',
      'visit.js',
    ])
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })

  it('is counted after a yes, until it is taken back', async () => {
    await expect.poll(() => asked).toContain('views')
    await page.getByRole('button', { name: 'Ja' }).click()
    await expect.poll(visits).toMatchObject([{ page: { kind: 'product' }, pages: 1 }])
    const before = asked.filter((name) => name === 'views').length
    await page.evaluate(() => {
      const { Shopify } = window as never as {
        Shopify: { customerPrivacy: { setTrackingConsent(given: object, done: () => void): void } }
      }
      Shopify.customerPrivacy.setTrackingConsent({ analytics: false }, () => {})
    })
    await expect.poll(() => asked.filter((name) => name === 'views').length).toBe(before + 1)
    await expect.poll(visits).toEqual([])
  })

  it('is offered help once they said yes, and not before', async () => {
    const { relay } = stage.talk
    const { token } = stage.owner
    const { id } = await relay.json<{ id: string }>(site('/triggers'), {
      token,
      body: {
        ...{ name: 'twijfel', enabled: true, page: '/products/*', holdOut: 0 },
        when: { type: 'visible_seconds', seconds: 1 },
        texts: { nl: 'Twijfel je over de kleur?', en: 'Unsure about the colour?' },
      },
    })
    // This browser knows the shop as it was before.
    await page.context().close()
    const context = await stage.browser.newContext({ locale: 'nl-NL', ...PHONE })
    const parts: string[] = []
    context.on('request', (request) => parts.push(request.url().replace(/^.*\//, '')))
    await context.clock.install()
    page = await stage.shopper('/products/hei', context)
    const help = page.getByText('Twijfel je over de kleur?')
    await expect.poll(() => parts).toContain('triggers.js')
    await page.clock.runFor(30_000)
    expect(await help.count()).toBe(0)
    expect(parts.filter((name) => name.startsWith('counted-'))).toEqual([])
    await page.getByRole('button', { name: 'Ja' }).click()
    const offered = async () => {
      await page.clock.runFor(5_000)
      return help.count()
    }
    await expect.poll(offered).toBe(1)
    await screenshot(page, 'shopify-prompt-phone')
    await relay.call(site(`/triggers/${id}`), { method: 'DELETE', token })
  })
})

describe('a shopper in a Shopify theme with a drawer', () => {
  let page: Page
  let conversation: Conversation

  beforeAll(async () => {
    page = await stage.shopper('/en/products/hei')
    await begin(page, 'Hello')
    conversation = await newest()
  })
  afterAll(() => page.context().close())

  const shopOf = async () => (await contextOf(conversation.id)).shop
  const closePanel = () => page.keyboard.press('Escape')

  it('shows members the product, as the shop’s own page says it', async () => {
    await expect.poll(shopOf).toMatchObject({
      product: {
        id: String(stage.talk.shop.products[0]?.id),
        title: 'Plaid </script> Hei',
        price: 49,
      },
    })
  })

  it('shows members the cart, and when the shop refused to put more in it', async () => {
    await closePanel()
    for (let pressed = 0; pressed < 4; pressed += 1) {
      const answered = page.waitForResponse(/\/en\/cart\/add\.js/)
      await page.getByRole('button', { name: 'Add to cart' }).click()
      await answered
      if (pressed < 3) await page.getByRole('button', { name: 'Close' }).click()
    }
    await expect.poll(shopOf).toMatchObject({
      cart: { lines: [{ title: 'Plaid </script> Hei', quantity: 3, price: 49 }], total: 147 },
    })
    const lines = async () => {
      const { owner, talk } = stage
      const path = site(`/conversations/${conversation.id}/messages`)
      const answer = await talk.relay.json<{ messages: Message[] }>(path, { token: owner.token })
      return answer.messages.flatMap(({ line }) => (line?.code === 'add_failed' ? [line.data] : []))
    }
    await expect
      .poll(lines)
      .toEqual([{ text: 'Alle 3 Plaid </script> Hei liggen in je winkelwagen.' }])
  })

  it('puts a product from the chat into the cart, and the theme shows it', async () => {
    const [, scarf] = stage.talk.shop.products
    const card: ProductCard = {
      kind: 'product',
      id: String(scarf?.variants[0]?.id),
      title: 'Sjaal Duin',
      url: `https://${stage.talk.shop.domain}/products/duin`,
      price: 2_950,
      currency: 'EUR',
      priceText: '€ 29,50',
      stock: 'in',
      buyable: true,
    }
    const { owner, talk } = stage
    await talk.relay.json(site(`/conversations/${conversation.id}/messages`), {
      token: owner.token,
      body: { cid: nanoid(), card },
    })
    await openPanel(page)
    await page.getByRole('button', { name: 'Add to cart' }).last().click()
    await shows(page, 'In your cart')
    const cart = page.getByRole('link', { name: 'View cart' })
    expect(await cart.getAttribute('href')).toBe('/en/cart')
    await screenshot(page, 'shopify-card-phone')
    expect(await page.locator('#cart-icon-bubble').textContent()).toBe('Cart (4)')
    await expect.poll(shopOf).toMatchObject({ cart: { total: 176.5 } })
    await closePanel()
  })

  it('is found again in the order, because the chat’s name went along in the cart', async () => {
    await page.goto(`${stage.talk.shopify.storefrontHost(stage.talk.shop)}/checkout`)
    expect(stage.orders.at(-1)?.attributes).toEqual([{ name: '_loods', value: conversation.id }])
  })
})

describe('a customer who is logged in at a Shopify shop', () => {
  it('is known for sure, and what was said is gone for the next person', async () => {
    const page = await stage.shopper('/account/login')
    await page.getByRole('button', { name: 'Inloggen' }).click()
    await page.getByRole('link', { name: 'Uitloggen' }).waitFor()
    await begin(page, 'Mijn adres is Kade 1')
    const customer = stage.talk.shop.customers[0]
    await expect
      .poll(async () => (await newest()).contact)
      .toMatchObject({
        verified: true,
        externalId: String(customer?.id),
      })
    await page.goto(`${stage.talk.shopify.storefrontHost(stage.talk.shop)}/account/logout`)
    await openPanel(page)
    await expect.poll(() => page.getByText('Mijn adres is Kade 1').count()).toBe(0)
    await write(page, 'Iemand anders')
    await expect.poll(async () => (await newest()).lastMessage?.text).toBe('Iemand anders')
    expect((await newest()).contact.verified).toBe(false)
    await page.context().close()
  })
})

describe('a shopper in an old theme of plain pages', () => {
  it('has the same chat, on the side the merchant chose in the theme editor', async () => {
    const { shopify, shop } = stage.talk
    const kade = shopify.addTheme(shop, { name: 'Kade' })
    await shopify.publishTheme(shop, kade)
    shopify.setEmbed(shop, 'chat', true)
    setSide(kade.files, 'left')
    const page = await stage.shopper('/products/duin')
    await page.getByRole('button', { name: 'In winkelwagen' }).click()
    await page.getByText('Totaal').waitFor()
    await begin(page, 'Past dit erbij?')
    await screenshot(page, 'shopify-old-theme-phone')
    const { id } = await newest()
    await expect
      .poll(() => contextOf(id))
      .toMatchObject({
        page: { kind: 'cart' },
        shop: { cart: { lines: [{ title: 'Sjaal Duin', quantity: 1 }] } },
      })
    await page.keyboard.press('Escape')
    const box = await launcher(page).boundingBox()
    expect(box?.x).toBeLessThan(100)
    await page.context().close()
  })
})

function setSide(files: Map<string, string>, side: string): void {
  const name = 'config/settings_data.json'
  const changed = files.get(name)?.replace('"settings": {}', `"settings": { "side": "${side}" }`)
  files.set(name, changed ?? '')
}
