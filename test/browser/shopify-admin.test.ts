import { Hono } from 'hono'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenTo } from '../fakes/shared/listen.ts'
import { createShopify, type Shopify } from '../fakes/shopify/create-shopify.ts'
import type { Shop } from '../fakes/shopify/world/shop.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'

const HEAD = (cdn: string): string => `<!doctype html><html><head><title>Chat</title>
<meta name="shopify-api-key" content="${'0'.repeat(32)}">
<script src="${cdn}/app-bridge.js"></script><script src="${cdn}/polaris.js"></script></head><body>`

const PAGE = `<s-app-nav><s-link href="/app" rel="home">Chat</s-link><s-link href="/app/shop">Settings</s-link></s-app-nav>
<ui-title-bar title="Chat in the admin"><button variant="primary" id="publish">Publish</button></ui-title-bar>
<s-page heading="Chat"><s-section heading="How it looks">
<s-banner heading="Almost there" tone="warning">One step is left.</s-banner>
<form data-save-bar id="form"><s-stack gap="base">
<s-text-field label="Greeting" name="greeting" value="Hello" details="Shoppers read this first."></s-text-field>
<s-select label="Side" name="side"><s-option value="left">Left</s-option><s-option value="right" selected>Right</s-option></s-select>
<s-switch label="On" name="on"></s-switch>
<s-choice-list label="Show" name="show"><s-choice value="always" selected>Always</s-choice><s-choice value="open">When open</s-choice></s-choice-list>
</s-stack></form>
<s-stack direction="inline" gap="small-200"><s-button variant="primary" id="who">Who am I</s-button>
<s-button commandfor="sure" command="--show" tone="critical">Remove</s-button><s-badge tone="success">On</s-badge></s-stack>
</s-section></s-page>
<s-modal id="sure" heading="Remove the chat?"><s-paragraph>Nothing is lost.</s-paragraph>
<s-button slot="primary-action" commandfor="sure" command="--hide">Keep it</s-button></s-modal>
<output id="said"></output><script>
const said = (text) => { document.getElementById('said').textContent = text }
document.getElementById('who').addEventListener('click', async () => said(await (await fetch('/who')).text()))
document.getElementById('publish').addEventListener('click', () => shopify.toast.show('Published'))
document.addEventListener('shopify:navigate', (event) => { event.preventDefault(); history.pushState(null, '', event.target.getAttribute('href')); said('at ' + location.pathname) })
document.getElementById('form').addEventListener('submit', (event) => { event.preventDefault(); said(new URLSearchParams(new FormData(event.target))) })
</script></body></html>`

let shopify: Shopify
let shop: Shop
let browser: Browser
let stop: () => Promise<void>
/** What the app allows to frame it. */
let ancestors: string

/** An app that greets whoever its session token names. */
async function anApp(): Promise<{ url: string; close: () => Promise<void> }> {
  const app = new Hono()
  app.get('/who', (c) => {
    const [, body = ''] = (c.req.header('authorization') ?? '').split('.')
    return c.text(`user ${JSON.parse(Buffer.from(body, 'base64url').toString()).sub}`)
  })
  app.get('/app/*', (c) => {
    c.header('content-security-policy', `frame-ancestors ${ancestors}`)
    return c.html(HEAD(shopify.cdnUrl) + PAGE)
  })
  return await listenTo(app, 0)
}

beforeAll(async () => {
  browser = await openBrowser()
  shopify = await createShopify({ apiKey: '0'.repeat(32), apiSecret: 'hush' })
  const { url, close } = await anApp()
  stop = close
  shopify.app.url = `${url}/app`
  shop = shopify.addShop({ domain: 'wilg.myshopify.com' })
  shopify.install(shop)
  ancestors = shopify.url
})

afterAll(async () => {
  await browser?.close()
  await stop?.()
  await shopify?.close()
})

async function openAdmin(): Promise<{ page: Page; app: FrameLocator }> {
  const page = await (await browser.newContext(DESK)).newPage()
  await page.goto(shopify.appPage(shop))
  return { page, app: page.frameLocator('iframe') }
}

test("the app stands in the admin's frame: menu, title bar, toast and signed requests", async () => {
  const { page, app } = await openAdmin()
  await app.getByRole('button', { name: 'Who am I' }).click()
  await expect.poll(() => app.locator('#said').textContent()).toBe(`user ${shop.staff[0]?.id}`)
  await expect.poll(() => page.locator('[data-title]').textContent()).toBe('Chat in the admin')
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('status').getByText('Published').waitFor()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect.poll(() => app.locator('#said').textContent()).toBe('at /app/shop')
  await expect.poll(() => page.url()).toContain('/store/wilg/apps/loods/app/shop')
  await screenshot(page, 'shopify-admin-fake')
  await page.context().close()
})

test("Polaris's fields are filled in, saved by the bar in the admin, and overlays open", async () => {
  const { page, app } = await openAdmin()
  expect(await app.getByLabel('Side').inputValue()).toBe('right')
  await app.getByLabel('Greeting').fill('Hoi')
  await app.getByLabel('Side').selectOption('left')
  await app.getByRole('switch', { name: 'On' }).check()
  await app.getByRole('radio', { name: 'When open' }).check()
  await page.getByText('Unsaved changes').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => app.locator('#said').textContent())
    .toBe('greeting=Hoi&side=left&on=on&show=open')
  await page.getByText('Unsaved changes').waitFor({ state: 'hidden' })
  await app.getByRole('button', { name: 'Remove' }).click()
  await app.getByRole('dialog', { name: 'Remove the chat?' }).waitFor()
  await app.getByRole('button', { name: 'Keep it' }).click()
  await app.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.context().close()
})

test('the merchant grants what the app asks for, or not', async () => {
  const { page, app } = await openAdmin()
  await app.getByRole('button', { name: 'Who am I' }).waitFor()
  const frame = page.frames().find((it) => it.url().startsWith(shopify.app.url))
  const ask = () =>
    frame?.evaluate<string>("shopify.scopes.request(['read_orders']).then(({ result }) => result)")
  const declined = ask()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await declined).toBe('declined-all')
  const granted = ask()
  await page.getByRole('button', { name: 'Update' }).click()
  expect(await granted).toBe('granted-all')
  expect(shop.installation?.scopes.has('read_orders')).toBe(true)
  expect(await ask()).toBe('granted-all')
  await page.context().close()
})

test("in Shopify's app on a phone there is no frame, and the page asks by itself", async () => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Shopify Mobile/iOS/9.260'
  const page = await (await browser.newContext({ ...PHONE, userAgent })).newPage()
  await page.goto(shopify.launchUrl(shop))
  expect(await page.evaluate('shopify.environment')).toMatchObject({
    mobile: true,
    embedded: false,
  })
  await page.getByRole('button', { name: 'Who am I' }).click()
  await expect.poll(() => page.locator('#said').textContent()).toBe(`user ${shop.staff[0]?.id}`)
  await page.context().close()
})

test('an app that does not allow this admin is not shown in it', async () => {
  ancestors = 'https://other.myshopify.com'
  const { page, app } = await openAdmin()
  await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
  expect(await app.getByRole('button', { name: 'Who am I' }).count()).toBe(0)
  ancestors = shopify.url
  await page.context().close()
})
