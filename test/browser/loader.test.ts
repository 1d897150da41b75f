import { RESUME_FRAGMENT } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser, openWholeBrowser } from '../support/chromium.ts'
import { type Shop, startShop } from '../support/shop-page.ts'

let browser: Browser
let relay: TestRelay
let owner: TestOwner

beforeAll(async () => {
  browser = await openBrowser()
  relay = await startTestRelay()
  owner = await setUpOwner(relay)
})

afterAll(async () => {
  await browser.close()
  await relay[Symbol.asyncDispose]()
})

let context: BrowserContext
let page: Page
let shop: Shop | undefined
let errors: string[]
let requests: string[]

beforeEach(async () => {
  context = await browser.newContext({ ...DESK, locale: 'nl-NL' })
  errors = []
  requests = []
  watch(await context.newPage())
})

function watch(opened: Page): void {
  page = opened
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('request', (request) => requests.push(request.url()))
}

afterEach(async () => {
  await context.close()
  await shop?.[Symbol.asyncDispose]()
})

function tag(attributes = 'async'): string {
  return `<script ${attributes} src="${relay.url}/widget/loader.js" data-site="${owner.siteKey}"></script>`
}

interface Options {
  head?: string
  body?: string
  lang?: string
  headers?: Record<string, string>
  hash?: string
}

/** A shop page on an origin of its own; the paragraph below the heading must never move. */
async function openShop({
  head = '',
  body = '',
  lang = 'nl',
  headers = {},
  hash = '',
}: Options): Promise<void> {
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Bureaulamp Noot</title>${head}</head>
<body><h1>Bureaulamp Noot</h1><p>Notenhout en linnen.</p>${body}</body></html>`
  shop = await startShop([{ path: '/*', html, headers }])
  await page.goto(`${shop.url}/lampen/noot${hash}`)
}

const launcher = () => page.getByRole('button', { name: 'Chat, Lamp & Linnen' })
const panel = () => page.getByRole('dialog')
/** The relay was told of the page: from then on the widget follows it. */
const settled = () => expect.poll(() => requests.some((url) => url.endsWith('/views'))).toBe(true)

/** How far the page's own content was moved since it opened. */
function layoutShift(): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            sum += (entry as unknown as { value: number }).value
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 100)
      }),
  )
}

describe('the loader', () => {
  const src = () => `${relay.url}/widget/loader.js`
  const inject = (attributes: string) => `<script>
    addEventListener('load', () => {
      const script = document.createElement('script')
      script.src = '${src()}${attributes === 'site' ? '' : `?site=${owner.siteKey}`}'
      if (${attributes === 'site'}) script.dataset.site = '${owner.siteKey}'
      document.body.append(script)
    })</script>`

  it.each([
    ['in the head', () => ({ head: tag() })],
    ['in the body', () => ({ body: tag() })],
    ['with defer', () => ({ head: tag('defer') })],
    ['without async', () => ({ head: tag('') })],
    ['as a module', () => ({ head: tag('type="module"') })],
    ['when an optimiser starts it late', () => ({ body: inject('site') })],
    ['from a tag manager that drops data attributes', () => ({ body: inject('address') })],
    [
      'beside another product’s data-site',
      () => ({
        head: `<script data-site="ABCDEFGH" src="data:text/javascript,"></script>${tag('type="module"')}`,
      }),
    ],
  ])('draws the launcher %s', async (_, html) => {
    await openShop(html())
    await launcher().waitFor()
    expect(await page.locator('loods-chat').count()).toBe(1)
    expect(errors).toEqual([])
    expect(await layoutShift()).toBe(0)
  })

  it('stores nothing, sets no cookie and asks nobody but the relay before the shopper acts, a hover included', async () => {
    await openShop({ head: tag() })
    await settled()
    expect(requests.filter((url) => url.includes('panel'))).toEqual([])
    await launcher().hover()
    await expect.poll(() => requests.some((url) => url.includes('panel'))).toBe(true)
    await page.waitForLoadState('networkidle')
    const stored = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookie: document.cookie,
    }))
    expect(stored).toEqual({ local: [], session: [], databases: [], caches: [], cookie: '' })
    expect(await context.cookies()).toEqual([])
    expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(
      new Set([shop?.url, relay.url]),
    )
  })

  it('works under a policy that allows the relay and nothing inline', async () => {
    const policy = `default-src 'none'; script-src ${relay.url}; connect-src ${relay.url} ${relay.url.replace('http', 'ws')}; require-trusted-types-for 'script'`
    await openShop({ head: tag(), headers: { 'content-security-policy': policy } })
    await launcher().waitFor()
    const box = await launcher().boundingBox()
    expect(box).toMatchObject({ x: 1280 - 20 - 56, y: 800 - 20 - 56, width: 56, height: 56 })
    await launcher().click()
    await panel().waitFor()
    expect(errors).toEqual([])
  })

  it('leaves the page alone when the relay does not answer', async () => {
    await context.route('**/config*', (route) => route.abort())
    await openShop({
      head: tag(),
      body: '<script>addEventListener("load", () => loods && 0)</script>',
    })
    await page.waitForLoadState('networkidle')
    expect(await page.locator('loods-chat').count()).toBe(0)
    expect(errors.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
    expect(await layoutShift()).toBe(0)
  })

  it('leaves the page alone when the relay refuses', async () => {
    await openShop({ head: tag().replace(owner.siteKey, 'nobodyhasthiskey0000') })
    await page.waitForLoadState('networkidle')
    expect(await page.locator('loods-chat').count()).toBe(0)
    expect(errors.filter((text) => !/Failed to load resource|CORS/.test(text))).toEqual([])
  })

  it('runs once when a page has its script twice', async () => {
    await openShop({ head: tag() + tag(), body: tag('defer') })
    await launcher().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.locator('loods-chat').count()).toBe(1)
    expect(requests.filter((url) => url.includes('/config'))).toHaveLength(1)
  })

  it('speaks the page’s language, and the browser’s where the page has none', async () => {
    await openShop({ head: tag(), lang: 'en-GB' })
    await launcher().waitFor()
    expect(requests.some((url) => url.endsWith('config?lang=en'))).toBe(true)
    await shop?.[Symbol.asyncDispose]()
    await openShop({ head: tag(), lang: '' })
    await launcher().waitFor()
    expect(requests.some((url) => url.endsWith('config?lang=nl'))).toBe(true)
  })

  it('keeps its look whatever the page says about every element', async () => {
    const style =
      '<style>* { display: none !important; font: 40px serif !important; position: static !important; opacity: 0.2 !important; margin: 30px !important } html, body, h1, p { display: block !important }</style>'
    await openShop({ head: style + tag() })
    await launcher().waitFor()
    expect(await launcher().boundingBox()).toMatchObject({ width: 56, height: 56 })
  })
})

describe('the launcher', () => {
  it('loads the panel on intent, opens by keyboard and takes the focus back on Escape', async () => {
    await openShop({ head: tag() })
    await launcher().waitFor()
    expect(requests.some((url) => url.includes('/panel-'))).toBe(false)
    const loading = page.waitForRequest((request) => request.url().includes('/panel-'))
    await page.keyboard.press('Tab')
    await loading
    await page.keyboard.press('Enter')
    await panel().waitFor()
    expect(await launcher().isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    await launcher().waitFor()
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className),
    ).toBe('launcher')
    expect(errors).toEqual([])
  })

  it('tries again when the panel did not arrive', async () => {
    await openShop({ head: tag() })
    await launcher().waitFor()
    await context.route('**/panel-*.js*', (route) => route.abort())
    await launcher().click()
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    await context.unroute('**/panel-*.js*')
    await launcher().click()
    await panel().waitFor()
  })

  it('comes back when a framework replaces or empties the body', async () => {
    await openShop({ head: tag() })
    await launcher().waitFor()
    await page.evaluate(() => {
      const body = document.createElement('body')
      body.textContent = 'Another page'
      document.body.replaceWith(body)
    })
    await launcher().waitFor()
    await page.evaluate(() => document.body.replaceChildren())
    await launcher().waitFor()
    expect(await page.locator('loods-chat').count()).toBe(1)
  })

  it('survives the back/forward cache', async () => {
    const caching = await openWholeBrowser()
    watch(await caching.newPage())
    await openShop({
      head: tag(),
      body: '<script>addEventListener("pageshow", (event) => { window.persisted = event.persisted })</script>',
    })
    await settled()
    await page.evaluate(() => {
      window.loods?.('on', 'page', () => document.body.classList.add('turned'))
    })
    await page.goto(`${relay.url}/healthz`)
    await page.goBack({ waitUntil: 'commit' })
    await launcher().waitFor()
    expect(await page.evaluate('window.persisted')).toBe(true)
    expect(await page.locator('body.turned').count()).toBe(1)
    await launcher().click()
    await panel().waitFor()
    await caching.close()
  })
})

describe('the JavaScript API', () => {
  const stub = `<script>
    window.loods = window.loods || function () { (loods.q = loods.q || []).push(arguments) }
    window.told = []
    loods('on', 'open', function () { told.push('open') })
    loods('open')
  </script>`

  it('does what was asked before the loader arrived', async () => {
    await openShop({ head: stub + tag() })
    await panel().waitFor()
    expect(await page.evaluate('told')).toEqual(['open'])
    expect(errors).toEqual([])
  })

  it('takes no focus when it opens without the shopper', async () => {
    await openShop({ head: stub + tag(), body: '<input autofocus aria-label="Zoek">' })
    await panel().waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  })

  it('opens, closes, toggles, hides and shows', async () => {
    await openShop({ head: tag() })
    await launcher().waitFor()
    const tell = (command: 'open' | 'close' | 'toggle' | 'hide' | 'show') =>
      page.evaluate((command) => window.loods?.(command), command)
    await tell('hide')
    await launcher().waitFor({ state: 'hidden' })
    await tell('open')
    await panel().waitFor()
    await tell('toggle')
    await panel().waitFor({ state: 'hidden' })
    expect(await launcher().isVisible()).toBe(false)
    await tell('show')
    await launcher().waitFor()
    await tell('toggle')
    await panel().waitFor()
    await tell('close')
    await panel().waitFor({ state: 'hidden' })
  })

  it('never throws into the page and warns of an unknown command once', async () => {
    const warnings: string[] = []
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
    await openShop({ head: tag() })
    await launcher().waitFor()
    await page.evaluate(() => {
      const loods = window.loods as unknown as (...call: unknown[]) => void
      for (const call of [
        ['dance'],
        ['dance'],
        [],
        [Symbol('x')],
        ['on', 'open', 7],
        ['context'],
        ['context', null],
        ['identify'],
      ]) {
        loods(...call)
      }
      loods('on', 'track', () => {
        throw new Error('of the page')
      })
      loods('track', 'add_to_cart')
    })
    expect(warnings.filter((text) => text.includes('dance'))).toHaveLength(1)
    expect(errors).toEqual(['of the page'])
  })

  it('tells when a single-page shop turns the page, and keeps its history as it was', async () => {
    await openShop({ head: tag() })
    await settled()
    const turned = await page.evaluate(async () => {
      const told: string[] = []
      window.loods?.('on', 'page', () => told.push(location.pathname))
      const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
      history.pushState({ id: 1 }, '', '/lampen/eik')
      await pause()
      history.replaceState({ id: 2 }, '', '/lampen/eik#reviews')
      await pause()
      history.pushState({ id: 3 }, '', '/winkelwagen')
      await pause()
      history.back()
      await new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
      await pause()
      const { state } = history
      navigation.addEventListener('navigate', (event) => event.intercept(), { once: true })
      await navigation.navigate('/service').finished
      await pause()
      return { told, state }
    })
    expect(turned).toEqual({
      told: ['/lampen/eik', '/winkelwagen', '/lampen/eik', '/service'],
      state: { id: 2 },
    })
  })

  it('gives members the cart and fields the page passed', async () => {
    await openShop({ head: stub + tag() })
    await page.evaluate(() => {
      window.loods?.('context', {
        cart: { lines: [{ title: 'Bureaulamp Noot', quantity: 2, price: 59.9 }] },
      })
      window.loods?.('context', { fields: { voorraad: 'laag' } })
      window.loods?.('context', { fields: { klantgroep: 'vast' } })
    })
    await panel().getByRole('textbox').fill('Past deze bij E27?')
    await panel().getByRole('textbox').press('Enter')
    await expect.poll(readShopContext, { timeout: 10_000 }).toEqual({
      cart: { lines: [{ title: 'Bureaulamp Noot', quantity: 2, price: 59.9 }] },
      fields: { voorraad: 'laag', klantgroep: 'vast' },
    })
  })
})

it('writes from left to right on a page that runs from right to left', async () => {
  await openShop({ head: `<script>document.documentElement.dir = 'rtl'</script>${tag()}` })
  await launcher().click()
  const greeting = panel().getByText('Hallo. Waarmee kunnen we je helpen?')
  await greeting.waitFor()
  expect(await greeting.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr')
})

describe('the link of a mail', () => {
  it('leads back into its thread on a page of the shop, and leaves the address bar clean', async () => {
    const { secret, conversationId } = await startVisitor(relay, owner.siteKey)
    await relay.json(`/widget/v1/${owner.siteKey}/messages`, {
      token: secret,
      body: { cid: nanoid(), text: 'Past deze bij E27?' },
    })
    const ticket = { siteId: owner.siteId, conversationId, to: 'jo@shopper.example' }
    const code = await relay.context.returnLinks.mint(ticket)
    await openShop({ head: tag(), hash: `#${RESUME_FRAGMENT}=${code}` })
    await panel().getByText('Past deze bij E27?').waitFor()
    expect(page.url()).toBe(`${shop?.url}/lampen/noot`)
    expect(errors).toEqual([])
  })

  it('says so when it was used or is too old, and goes on from there', async () => {
    await openShop({ head: tag(), hash: `#${RESUME_FRAGMENT}=${'x'.repeat(43)}` })
    await panel().getByText('Deze link is al gebruikt of te oud.').waitFor()
    expect(page.url()).toBe(`${shop?.url}/lampen/noot`)
    await panel().getByRole('textbox').fill('Daar ben ik weer')
    await panel().getByRole('textbox').press('Enter')
    await panel().getByText('Daar ben ik weer').waitFor()
    expect(await panel().getByText('Deze link').count()).toBe(0)
  })
})

async function readShopContext(): Promise<unknown> {
  const { conversations } = await relay.json<{ conversations: { context: { shop?: unknown } }[] }>(
    `/api/sites/${owner.siteId}/conversations?view=all`,
    { token: owner.token },
  )
  return conversations[0]?.context.shop
}
