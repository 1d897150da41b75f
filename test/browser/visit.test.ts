import type { ViewRequest } from '@loods/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { openSocket } from '../../relay/src/testing/test-socket.ts'
import { DESK, openBrowser } from '../support/chromium.ts'
import { type Shop, startShop } from '../support/shop-page.ts'

const ORDER = 'o'.repeat(43)

let browser: Browser
let relay: TestRelay
let owner: TestOwner
let shop: Shop
let context: BrowserContext
let page: Page
/** What the page told of its views. */
let views: ViewRequest[]

beforeAll(async () => {
  browser = await openBrowser()
  relay = await startTestRelay()
  owner = await setUpOwner(relay)
  const html = (kind: string, more = '') => `<!doctype html><html lang="nl"><title>Noot</title>
<script async src="${relay.url}/widget/loader.js" data-site="${owner.siteKey}"></script>
<script type="application/json" id="loods-page">{"kind":"${kind}"${more}}</script>
<body style="height:4000px"><button>Maat</button><input aria-label="Zoek">`
  shop = await startShop([
    { path: '/bedankt', html: html('thank-you', `,"order":"${ORDER}"`) },
    { path: '/*', html: html('product') },
  ])
})

afterAll(async () => {
  await browser.close()
  await shop[Symbol.asyncDispose]()
  await relay[Symbol.asyncDispose]()
})

beforeEach(async () => {
  context = await browser.newContext(DESK)
  page = await context.newPage()
  views = []
  // A browser tells nobody of the requests a page makes as it goes, so its ends are heard at the relay.
  vi.spyOn(relay.context.visits, 'leave').mockClear()
  page.on('request', (request) => {
    if (request.url().endsWith('/views')) views.push(JSON.parse(request.postData() ?? '{}'))
  })
})

afterEach(() => context.close())

const ends = () => vi.mocked(relay.context.visits.leave).mock.calls.map(([, end]) => end)

/** Opens a page and waits until the relay has named its view. */
async function open(path: string): Promise<void> {
  const answered = page.waitForResponse('**/views')
  await page.goto(shop.url + path)
  await answered
}

function hide(): Promise<void> {
  return page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
}

describe('a page of a visit', () => {
  it('says its kind, what it is looked at with, and the order it thanks for', async () => {
    await open('/bedankt')
    expect(views).toMatchObject([
      { page: { title: 'Noot', kind: 'thank-you' }, device: 'desk', order: ORDER },
    ])
  })

  it('says which order was placed once the shop’s page says so', async () => {
    await open('/noot')
    await page.evaluate((order) => window.loods?.('order', order), ORDER)
    await expect.poll(() => views.length).toBe(2)
    expect(views[0]).not.toHaveProperty('order')
    expect(views[1]).toMatchObject({ order: ORDER })
    expect(views[1]?.viewId).toBeDefined()
  })

  it('tells what happened on it when it is hidden, and again when it is left', async () => {
    await open('/noot')
    await page.getByRole('button', { name: 'Maat' }).click()
    await page.getByLabel('Zoek').press('a')
    await page.evaluate(() => window.loods?.('track', 'add_to_cart'))
    await page.evaluate(() => scrollTo(0, 2_000))
    await hide()
    await expect.poll(() => ends().length).toBe(1)
    await page.goto(`${shop.url}/eik`)
    await expect.poll(() => ends().length).toBe(2)
    const [hidden, left] = ends()
    expect(hidden).toMatchObject({ hidden: true, interactions: 2, addedToCart: true })
    expect(hidden?.visible).toBeGreaterThan(0)
    expect(hidden?.focused).toBeGreaterThan(0)
    expect(hidden?.depth).toBeGreaterThan(50)
    // Out of sight nothing was added.
    expect(left).toEqual({ ...hidden, hidden: undefined })
  })

  it('ends when a single-page shop turns it, and the next one begins at nothing', async () => {
    await open('/noot')
    await page.getByRole('button', { name: 'Maat' }).click()
    const next = page.waitForResponse('**/views')
    await page.evaluate(() => history.pushState({}, '', '/eik'))
    await next
    await page.goto('about:blank')
    await expect.poll(() => ends().length).toBe(2)
    expect(views.map(({ page }) => new URL(page.url).pathname)).toEqual(['/noot', '/eik'])
    expect(ends()).toMatchObject([{ interactions: 1 }, { interactions: 0 }])
    expect(new Set(ends().map(({ viewId }) => viewId)).size).toBe(2)
  })

  it('does not count what is done in our own part of it', async () => {
    await open('/noot')
    await page.getByRole('button', { name: /^Chat/ }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Hoi')
    await hide()
    await expect.poll(() => ends()).toMatchObject([{ interactions: 0 }])
  })

  it('beats only while a member is there to see it', async () => {
    await context.clock.install()
    await open('/noot')
    await context.clock.runFor(65_000)
    expect(views).toHaveLength(1)
    const socket = await openSocket(relay.url, {
      type: 'member_hello',
      v: 1,
      siteId: owner.siteId,
      token: owner.token,
    })
    await socket.next('live')
    await open('/eik')
    await context.clock.runFor(35_000)
    await expect.poll(() => views.length).toBe(3)
    expect(views[2]?.viewId).toBeDefined()
    socket.close()
  })

  it('stores nothing and sets no cookie', async () => {
    await open('/noot')
    const stored = await page.evaluate(() => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      document.cookie,
    ])
    expect(stored).toEqual([''])
  })
})
