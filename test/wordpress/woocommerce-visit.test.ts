import type { Conversation, Message } from '@loods/protocol'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import { openWooShop, type WooShop } from './woo-shop.ts'

let shop: WooShop
let merchant: { siteId: string; token: string }

beforeAll(async () => {
  shop = await openWooShop()
  await shop.startChat()
  merchant = await shop.merchant()
}, 240_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

function newShopper(): Promise<BrowserContext> {
  return shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })
}

/** A shopper with a lamp in the cart, on some page. */
async function shopperOn(path: string): Promise<Page> {
  const page = await (await newShopper()).newPage()
  await page.goto(`${shop.wordpress.url}${shop.paths.product}?add-to-cart=${shop.products.noot}`)
  await page.goto(shop.wordpress.url + path)
  return page
}

/** Opens the chat and says something, so that there is a conversation to look at. */
async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Chat/ }).click()
  const box = page.getByRole('textbox', { name: /bericht|message/i }).last()
  await box.fill(text)
  await box.press('Enter')
  await expect.poll(async () => (await conversationOf(text))?.id).toBeTruthy()
}

function ask<T>(path: string): Promise<T> {
  return shop.relay.json<T>(`/api/sites/${merchant.siteId}${path}`, { token: merchant.token })
}

async function conversationOf(text: string): Promise<Conversation | undefined> {
  const { conversations } = await ask<{ conversations: Conversation[] }>('/conversations')
  return conversations.find(({ lastMessage }) => lastMessage?.text === text)
}

async function linesOf(id: string): Promise<Message['line'][]> {
  const { messages } = await ask<{ messages: Message[] }>(`/conversations/${id}/messages`)
  return messages.flatMap(({ line }) => (line ? [line] : []))
}

describe('the cart of a shopper', () => {
  it('reaches the merchant when the chat opens, with no address and nothing asked before', async () => {
    const page = await (await newShopper()).newPage()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/wc/store/')) asked.push(request.url())
    })
    await page.goto(`${shop.wordpress.url}${shop.paths.product}?add-to-cart=${shop.products.noot}`)
    await page.goto(shop.wordpress.url)
    await page.waitForLoadState('networkidle')
    expect(asked.filter((url) => url.includes('_fields'))).toEqual([])
    await say(page, 'Past deze lamp?')
    const { id } = (await conversationOf('Past deze lamp?')) as Conversation
    const cart = async () => (await ask<Conversation>(`/conversations/${id}`)).context.shop?.cart
    await expect.poll(cart).toEqual({
      lines: [{ id: shop.products.noot, title: 'Bureaulamp Noot', quantity: 1, price: 59.9 }],
      total: 59.9,
      currency: 'EUR',
    })
    expect(asked.filter((url) => url.includes('_fields=items,totals')).length).toBeGreaterThan(0)
  })

  it('is not asked for where there is none', async () => {
    const page = await (await newShopper()).newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(shop.wordpress.url + shop.paths.product)
    await say(page, 'Zonder winkelwagen')
    await page.waitForLoadState('networkidle')
    expect(asked.filter((url) => url.includes('_fields=items'))).toEqual([])
  })
})

describe.each([
  ['classic', 'classicCart', 'classicCheckout'],
  ['block', 'cart', 'checkout'],
] as const)('what goes wrong in %s pages', (kind, cart, checkout) => {
  it('is told to the merchant when a coupon is refused', async () => {
    const page = await shopperOn(shop.paths[cart])
    const text = `Mijn code doet het niet (${kind})`
    await say(page, text)
    await page.keyboard.press('Escape')
    if (kind === 'block') {
      await page.locator('.wc-block-components-totals-coupon [role=button]').click()
      await page.locator('.wc-block-components-totals-coupon input').fill('ZOMER99')
      await page.locator('.wc-block-components-totals-coupon__button').click()
    } else {
      await page.locator('#coupon_code').fill('ZOMER99')
      await page.locator('[name=apply_coupon]').click()
    }
    const { id } = (await conversationOf(text)) as Conversation
    await expect
      .poll(() => linesOf(id))
      .toContainEqual({ code: 'coupon_failed', data: { code: 'ZOMER99' } })
    await screenshot(page, `woocommerce-coupon-${kind}`)
  })

  it('is told to the merchant when an order does not go through', async () => {
    const page = await shopperOn(shop.paths[checkout])
    const text = `Het lukt niet (${kind})`
    await say(page, text)
    await page.keyboard.press('Escape')
    await page
      .locator('#place_order, .wc-block-components-checkout-place-order-button')
      .first()
      .click()
    const { id } = (await conversationOf(text)) as Conversation
    const codes = async () => (await linesOf(id)).map((line) => line?.code)
    await expect.poll(codes).toContain('checkout_failed')
    await screenshot(page, `woocommerce-refused-${kind}`)
  })
})

describe('a form that was sent without a script', () => {
  it('has the page after it say that a coupon was refused or something was put in the cart, and no other page', async () => {
    const happened = () =>
      page.evaluate(
        () => JSON.parse(document.getElementById('loods-page')?.textContent ?? '{}').happened,
      )
    const page = await (await newShopper()).newPage()
    await page.goto(`${shop.wordpress.url}${shop.paths.product}?add-to-cart=${shop.products.noot}`)
    expect(await happened()).toEqual(['add_to_cart'])
    await page.goto(shop.wordpress.url + shop.paths.classicCart)
    expect(await happened()).toBeUndefined()
    await page.locator('#coupon_code').fill('ZOMER99')
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('.woocommerce-cart-form')
      const pressed = Object.assign(document.createElement('input'), {
        name: 'apply_coupon',
        value: '1',
      })
      form?.append(pressed)
      form?.submit()
    })
    await page.locator('.woocommerce-error, .is-error').first().waitFor()
    expect(await happened()).toEqual(['coupon_failed'])
  })
})

describe('a customer who is logged in at the shop', () => {
  it('is a verified customer when the chat opens, begins anew after logging out, and stands in no page', async () => {
    const user = await shop.addUser('jet', 'customer')
    const page = await (await newShopper()).newPage()
    await page.goto(`${shop.wordpress.url}/wp-login.php`)
    await page.fill('#user_login', user.login)
    await page.fill('#user_pass', user.password)
    await page.click('#wp-submit')
    await page.waitForURL((url) => !url.pathname.includes('wp-login'))
    const answer = await page.goto(shop.wordpress.url + shop.paths.product)
    const ours = (await answer?.text())?.match(/<script[^>]*loods[^>]*>.*?<\/script>/gs)?.join('')
    expect(ours).toContain('data-customer')
    expect(ours).not.toMatch(/eyJ|jet|nonce/)
    await say(page, 'Waar is mijn bestelling?')
    const contact = async () => (await conversationOf('Waar is mijn bestelling?'))?.contact
    await expect
      .poll(contact)
      .toMatchObject({ verified: true, externalId: user.id, name: 'jet', email: 'jet@shop.test' })
    await page.context().clearCookies({ name: /^wordpress_/ })
    await page.goto(shop.wordpress.url + shop.paths.shop)
    await expect
      .poll(() =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('loods'))),
      )
      .toEqual([])
    await say(page, 'Iemand anders')
    expect((await conversationOf('Iemand anders'))?.contact).toMatchObject({ verified: false })
    await expect(page.getByText('Waar is mijn bestelling?').count()).resolves.toBe(0)
  })
})

describe('what is put into the cart', () => {
  it.each(['shop', 'classicProducts'] as const)('is tracked on %s, and told', async (name) => {
    const page = await (await newShopper()).newPage()
    await page.goto(shop.wordpress.url + shop.paths[name])
    await page.evaluate(() => {
      window.loods?.('on', 'track', ({ detail }) => {
        document.body.dataset.tracked = detail.name
      })
    })
    await page.getByText('Add to cart', { exact: true }).first().click()
    await page.locator('body[data-tracked=add_to_cart]').waitFor()
    const text = `Zojuist gekozen op ${name}`
    await say(page, text)
    const lines = async () => (await conversationOf(text))?.context.shop?.cart?.lines.length
    await expect.poll(lines).toBe(1)
  })
})

describe('while somebody pays', () => {
  it('nothing is read, until they look elsewhere', async () => {
    const page = await shopperOn(shop.paths.classicCheckout)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('_fields=items')) asked.push(request.url())
    })
    await page.locator('#payment').waitFor()
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => {
      const card = document.createElement('input')
      card.id = 'card-number'
      card.autocomplete = 'cc-number'
      document.querySelector('form.checkout')?.append(card)
      card.focus()
    })
    await page.keyboard.type('4')
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('shop.js')),
    )
    await page.waitForTimeout(1_500)
    expect(asked).toEqual([])
    await page.focus('#billing_first_name')
    await expect.poll(() => asked.length).toBe(1)
  })
})
