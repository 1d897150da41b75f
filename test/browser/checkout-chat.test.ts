import type { VisitorContext } from '@loods/protocol'
import { SignJWT } from 'jose'
import { nanoid } from 'nanoid'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  SHOPIFY_KEY,
  SHOPIFY_SECRET,
  type ShopifyTalk,
  startShopifyTalk,
} from '../../relay/src/testing/shopify-talk.ts'
import { APP_BRIDGE } from '../../shopify-app/src/checkout/checkout-chat.page.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'

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
let owner: { token: string; siteId: string }
let browser: Browser

beforeAll(async () => {
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

/** A shopper at the till, with the chat Shopify frames there. */
async function pay(options: BrowserContextOptions, place = 'checkout') {
  const context = await browser.newContext({ locale: 'nl-NL', ...options })
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
  await page.route(`https://${SHOP}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: CHECKOUT(src) }),
  )
  await page.goto(`https://${SHOP}/checkouts/1`)
  const frame = page.frameLocator('#chat')
  return { page, frame, panel: frame.frameLocator('#chat') }
}

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

it('opens in the checkout, tells members of the cart, and takes a discount that is pressed', async () => {
  const { page, frame, panel } = await pay(DESK)
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
  expect(context.shop).toMatchObject({ cart: { total: 25 }, fields: { Stap: 'shipping' } })

  const url = 'https://wilgenwol.test/discount/WOL10'
  const card = { kind: 'coupon', code: 'WOL10', title: '10% korting', url }
  await talk.relay.json(`/api/sites/${owner.siteId}/conversations/${id}/messages`, {
    ...owner,
    body: { cid: nanoid(), card },
  })
  await panel.locator('.coupon a').click()
  await expect
    .poll(async () => (await seen(page)).said)
    .toEqual([{ loods: 'discount', code: 'WOL10' }])
  await tell(page, { loods: 'discount', code: 'WOL10', applied: true })
  await frame.getByText('Kortingscode WOL10 is toegepast.').waitFor()
  await screenshot(page, 'checkout-chat')
  expect(page.url()).toBe(`https://${SHOP}/checkouts/1`)
})

it('leaves the checkout its place on a phone, and is small again when it is closed', async () => {
  const { page, frame, panel } = await pay(PHONE, 'thank-you')
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
