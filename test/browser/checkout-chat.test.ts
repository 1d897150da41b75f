import type { HistoryAnswer, VisitorContext } from '@loods/protocol'
import { SignJWT } from 'jose'
import { nanoid } from 'nanoid'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  SHOPIFY_KEY,
  SHOPIFY_SECRET,
  type ShopifyTalk,
  startShopifyTalk,
} from '../../relay/src/testing/shopify-talk.ts'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { shopifyAssets } from '../../scripts/shopify-assets.ts'
import { APP_BRIDGE } from '../../shopify-app/src/checkout/checkout-chat.page.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { begin } from './stage.ts'

const SHOP = 'wilg.myshopify.com'

/** What stands in for Shopify's script: it passes on what page and checkout tell each other. */
const BRIDGE = `
  const channel = new MessageChannel()
  window.shopify = {
    idToken: async () => new URLSearchParams(location.search).get('id_token'),
    extension: { port: channel.port1 },
  }
  window.resizeTo = (width, height) => parent.postMessage({ size: [width, height] }, '*')
  channel.port2.onmessage = ({ data }) => parent.postMessage({ said: data }, '*')
  addEventListener('message', ({ data }) => channel.port2.postMessage(data))
`

/** A checkout: its frame is as large as the window, and only the corner of it shows that was asked for. */
const CHECKOUT = (src: string) => `<!doctype html>
<meta name="viewport" content="width=device-width"><title>Checkout</title>
<body style="margin:0;font:20px system-ui"><h1 style="margin:40px">Betalen</h1>
<script>
  window.sizes = []
  window.said = []
  addEventListener('message', ({ data }) => {
    if (data.said) said.push(data.said)
    if (!data.size) return
    sizes.push(data.size)
    const [width, height] = data.size
    chat.style.clipPath = 'inset(calc(100% - ' + height + 'px) 0 0 calc(100% - ' + width + 'px))'
  })
</script>
<iframe id="chat" src="${src}" style="position:fixed;inset:0;width:100%;height:100%;border:0"></iframe>`

const TOLD = {
  loods: 'checkout',
  step: 'shipping',
  cart: {
    lines: [{ id: '1', title: 'Wol', quantity: 2, price: 12.5 }],
    total: 25,
    currency: 'EUR',
  },
  discounts: [],
  takesDiscounts: true,
}

interface Seen {
  sizes: [number, number][]
  said: object[]
}

let talk: ShopifyTalk
let owner: { token: string; siteId: string; siteKey: string }
let browser: Browser

beforeAll(async () => {
  await buildIfStale(() => {})
  talk = await startShopifyTalk()
  owner = await talk.enter()
  await talk.settle()
  // The checkout comes from the net, the relay from this machine.
  browser = await openBrowser(['--disable-features=LocalNetworkAccessChecks'])
})

afterAll(async () => {
  await browser?.close()
  await talk?.[Symbol.asyncDispose]()
})

const newContext = (options: BrowserContextOptions) =>
  browser.newContext({ locale: 'nl-NL', ...options })

/** A shopper at the till, with the chat Shopify frames there. */
async function pay(context: BrowserContext, place = 'checkout', origin = `https://${SHOP}`) {
  const page = await context.newPage()
  const now = Math.floor(talk.shopify.time.now() / 1_000)
  const claims = { dest: SHOP, aud: SHOPIFY_KEY, iat: now, nbf: now, exp: now + 300 }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(SHOPIFY_SECRET))
  const src = `${talk.relay.url}/shopify/checkout-chat/${place}?id_token=${token}&locale=nl-NL`
  await page.route(APP_BRIDGE, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: BRIDGE }),
  )
  await page.route(`${origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: CHECKOUT(src) }),
  )
  await page.goto(`${origin}/checkouts/1`)
  const frame = page.frameLocator('#chat')
  return { page, frame, panel: frame.frameLocator('#chat') }
}

/** A page of the shop, with the widget as its theme has it. */
async function visit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const assets = await shopifyAssets()
  await page.route(`https://${SHOP}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    const asset = assets[name]
    return asset
      ? route.fulfill({ contentType: 'text/javascript', body: Buffer.from(asset) })
      : route.fulfill({ contentType: 'text/html', body: SHOP_PAGE(name) })
  })
  await page.goto(`https://${SHOP}/`)
  return page
}

const SHOP_PAGE = (name: string) =>
  name === ''
    ? `<!doctype html><meta name="viewport" content="width=device-width"><title>Wilg</title><body>
<script src="/loader.js" data-site="${owner.siteKey}" data-relay="${talk.relay.url}" data-store="/apps/loods" defer></script>`
    : ''

const seen = (page: Page) =>
  page.evaluate(() => {
    const { sizes, said } = window as unknown as Seen
    return { sizes, said }
  })
const tell = (page: Page, message: object) =>
  page.evaluate((data) => {
    const chat = document.querySelector<HTMLIFrameElement>('#chat')
    chat?.contentWindow?.postMessage(data, '*')
  }, message)

/** What members see of the one conversation there is, once it has come. */
async function only(): Promise<{ id: string; context: VisitorContext }> {
  const path = `/api/sites/${owner.siteId}/conversations`
  const list = async () =>
    (await talk.relay.json<{ conversations: { id: string }[] }>(path, owner)).conversations
  await expect.poll(list).toHaveLength(1)
  return talk.relay.json(`${path}/${(await list())[0]?.id}`, owner)
}

it('opens in the checkout, tells members of the cart, and takes a discount that a member sends', async () => {
  const { page, frame, panel } = await pay(await newContext(DESK))
  const button = frame.getByRole('button', { name: 'Chat met Wilg & Wol' })
  await button.waitFor()
  await expect.poll(async () => (await seen(page)).sizes).not.toEqual([])
  const [[width, height] = [0, 0]] = (await seen(page)).sizes
  expect([width <= 224, height <= 72]).toEqual([true, true])
  await tell(page, TOLD)
  await button.click()
  await panel.getByRole('textbox').fill('Wanneer is het er?')
  await panel.getByRole('textbox').press('Enter')
  await expect.poll(async () => (await seen(page)).sizes.at(-1)).toEqual([415, 700])

  const { id, context } = await only()
  expect(context.page).toMatchObject({ kind: 'checkout' })
  expect(context.page?.url).not.toContain('id_token')
  // Nobody was asked whether it may be counted, and it is no page of the shop.
  expect(talk.relay.context.visits.list(owner.siteId)).toEqual([])
  expect(await talk.relay.json(`/api/sites/${owner.siteId}/widget-seen`, owner)).toEqual({})
  expect(context.shop).toMatchObject({ cart: { total: 25 }, fields: { Stap: 'shipping' } })

  const url = 'https://wilgenwol.test/discount/WOL10'
  const card = { kind: 'coupon', code: 'WOL10', title: '10% korting', url }
  await talk.relay.json(`/api/sites/${owner.siteId}/conversations/${id}/messages`, {
    ...owner,
    body: { cid: nanoid(), card },
  })
  const product = { kind: 'product', id: '1', title: 'Plaid', url: 'https://wilgenwol.test/p/1' }
  await talk.relay.json(`/api/sites/${owner.siteId}/conversations/${id}/messages`, {
    ...owner,
    body: {
      cid: nanoid(),
      card: { ...product, price: 4_900, currency: 'EUR', stock: 'in', buyable: true },
    },
  })
  // A cart that is being paid is changed in the checkout, so the product is looked at beside it.
  const look = panel.getByRole('link', { name: 'Bekijk product' })
  expect(await look.getAttribute('href')).toBe(product.url)
  expect(await panel.getByRole('button', { name: 'In winkelwagen' }).count()).toBe(0)
  await screenshot(page, 'checkout-chat-product')
  await expect
    .poll(async () => (await seen(page)).said)
    .toEqual([{ loods: 'discount', code: 'WOL10' }])
  // Taken out of the checkout again, it comes back by its button.
  await panel.locator('.coupon a').click()
  await expect.poll(async () => (await seen(page)).said).toHaveLength(2)
  await tell(page, { loods: 'discount', code: 'WOL10', applied: true })
  await frame.getByText('Kortingscode WOL10 is toegepast.').waitFor()
  await screenshot(page, 'checkout-chat')
  expect(page.url()).toBe(`https://${SHOP}/checkouts/1`)
})

it('leaves the checkout its place on a phone, and is small again when it is closed', async () => {
  const { page, frame, panel } = await pay(await newContext(PHONE), 'thank-you')
  const button = frame.getByRole('button', { name: 'Chat met Wilg & Wol' })
  await button.tap()
  await panel.getByRole('textbox').waitFor()
  expect((await seen(page)).sizes.at(-1)).toEqual([390, Math.floor(844 * 0.93)])
  const top = () => panel.locator('.panel').evaluate((panel) => panel.getBoundingClientRect().top)
  await expect.poll(top).toBe(0)
  await screenshot(page, 'checkout-chat-phone')
  await panel.getByRole('button', { name: 'Chat sluiten' }).tap()
  await button.waitFor()
  const [width = 0, height = 0] = (await seen(page)).sizes.at(-1) ?? []
  expect([width <= 224, height <= 72]).toEqual([true, true])
})

it('goes on where the shop’s own pages left off, and at another address says that it is a new chat', async () => {
  const context = await newContext(PHONE)
  const shop = await visit(context)
  await begin(shop, 'Wat ik in de winkel vroeg')
  const account = await shop.evaluate(
    (key) => JSON.parse(localStorage.getItem(`loods.${key}`) ?? ''),
    owner.siteKey,
  )
  const kept = () =>
    shop
      .frames()
      .find((frame) => frame.url().includes('/shopify/keep/'))
      ?.evaluate((key) => localStorage.getItem(`loods.${key}`) !== null, owner.siteKey)
  await expect.poll(kept, { timeout: 10_000 }).toBe(true)
  await shop.close()

  const here = await pay(context)
  await tell(here.page, { ...TOLD, conversation: account.conversationId })
  await here.frame.locator('#open').tap()
  await here.panel.getByText('Wat ik in de winkel vroeg').waitFor()
  await screenshot(here.page, 'checkout-chat-goes-on-phone')
  expect(await here.frame.locator('#said').textContent()).toBe('')

  const elsewhere = await pay(context, 'checkout', 'https://shop.app')
  await tell(elsewhere.page, { ...TOLD, conversation: account.conversationId })
  await elsewhere.frame.locator('#open').tap()
  await elsewhere.frame.getByText('Dit is een nieuw gesprek').waitFor()
  expect(await elsewhere.panel.getByText('Wat ik in de winkel vroeg').count()).toBe(0)
  await screenshot(elsewhere.page, 'checkout-chat-anew-phone')
  await elsewhere.panel.getByRole('textbox').fill('Waar is mijn gesprek?')
  await elsewhere.panel.getByRole('textbox').press('Enter')
  const path = `/api/sites/${owner.siteId}/conversations/${account.conversationId}/messages`
  const lines = async () =>
    (await talk.relay.json<HistoryAnswer>(path, owner)).messages.flatMap(({ line }) => line ?? [])
  await expect.poll(lines).toMatchObject([{ code: 'other_chat' }])
})
