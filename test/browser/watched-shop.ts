import type { SiteSettingsChange, Trigger, TriggerDefinition, ViewRequest } from '@loods/protocol'
import type { Browser, BrowserContextOptions, Locator, Page, Request } from 'playwright-core'
import { expect } from 'vitest'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import {
  BROWSER_AGENT,
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser } from '../support/chromium.ts'
import { startShop } from '../support/shop-page.ts'

const MANY = { points: 1_000_000, seconds: 60 }

/** What the shop says of its lamp. */
const FACTS = { kind: 'product', product: { id: 'noot', title: 'Bureaulamp Noot', price: 59.9 } }

/** A shop with triggers on an origin of its own, and shoppers that nobody saw before. */
export interface WatchedShop extends AsyncDisposable {
  url: string
  relay: TestRelay
  owner: TestOwner
  browser: Browser
  /** Gives the shop these triggers and no others. */
  has(...triggers: Partial<TriggerDefinition>[]): Promise<Trigger[]>
  settings(change: SiteSettingsChange): Promise<void>
  /** A browser of its own, and so a visit of its own. */
  shopper(options?: ShopperOptions): Promise<Shopper>
}

export interface ShopperOptions extends BrowserContextOptions {
  /** Milliseconds since 1970 by the shopper's own clock. */
  at?: number
  /** Changes what the relay tells a page. */
  told?: Record<string, unknown>
  browser?: Browser
}

type Note = NonNullable<ViewRequest['trigger']>

/** Somebody in the shop, whose clock goes on only as the test says. */
export interface Shopper extends AsyncDisposable {
  page: Page
  /** Every word the page told the relay of triggers. */
  notes: Note[]
  /** Messages of errors that nothing caught. */
  errors: string[]
  prompt: Locator
  /** Another tab of the same browser. */
  another(): Promise<Shopper>
  /** Opens a page and waits until the relay has answered it. */
  opens(path?: string, referer?: string): Promise<void>
  /** Turns the page as a single-page shop does. */
  turns(path: string): Promise<void>
  /** Looks at the page for so many seconds. */
  looks(seconds: number): Promise<void>
  /** Whether the moment of any trigger has come so far. */
  wasDue(): boolean
  /** Resolves with the note that says so. */
  noted(did: Note['did'], why?: string): Promise<void>
}

export async function openWatchedShop(): Promise<WatchedShop> {
  const limits = { ...DEFAULT_LIMITS, publicCalls: MANY, newVisitors: MANY }
  const relay = await startTestRelay({ limits })
  const owner = await setUpOwner(relay)
  const browser = await openBrowser()
  const tag = `<script async src="${relay.url}/widget/loader.js" data-site="${owner.siteKey}"></script>`
  const page = (facts: object, body: string) => `<!doctype html><html lang="nl"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bureaulamp Noot</title>
<link rel="icon" href="data:,">${tag}
<script type="application/json" id="loods-page">${JSON.stringify(facts)}</script></head>
<body style="height:4000px;font:16px system-ui;margin:20px">${body}</body></html>`
  const form = `<form><label>Postcode <input id="postcode" required></label>
<label>Straat <input id="straat"></label><label>Kaart <input autocomplete="cc-number"></label></form>`
  const shop = await startShop([
    { path: '/cart', html: page({ kind: 'cart' }, '<h1>Winkelwagen</h1>') },
    { path: '/checkout', html: page({ kind: 'checkout' }, `<h1>Afrekenen</h1>${form}`) },
    {
      path: '/*',
      html: page(
        FACTS,
        `<h1>Bureaulamp Noot</h1>${form}<p id="beoordelingen" style="margin-top:3000px">Mooi</p>`,
      ),
    },
  ])
  let shoppers = 0
  const ask = <T>(path: string, method: string, body?: unknown) =>
    relay.json<T>(`/api/sites/${owner.siteId}/${path}`, {
      ...{ token: owner.token, method },
      ...(body !== undefined && { body }),
    })

  return {
    ...{ url: shop.url, relay, owner, browser },
    async has(...definitions) {
      const { triggers } = await ask<{ triggers: Trigger[] }>('triggers', 'GET')
      for (const { id } of triggers) await ask(`triggers/${id}`, 'DELETE')
      for (const one of definitions) await ask('triggers', 'POST', { ...ANY, ...one })
      return (await ask<{ triggers: Trigger[] }>('triggers', 'GET')).triggers
    },
    settings: (change) => ask('settings', 'PATCH', change),
    async shopper({ at, told, browser: other = browser, ...options } = {}) {
      shoppers += 1
      const context = await other.newContext({
        ...{ ...DESK, locale: 'nl-NL', userAgent: `${BROWSER_AGENT} Shopper/${shoppers}` },
        ...options,
      })
      await context.clock.install(at ? { time: at } : {})
      if (told) await answerWith(context, told)
      return enter(shop.url, await context.newPage())
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await shop[Symbol.asyncDispose]()
      await relay[Symbol.asyncDispose]()
    },
  }
}

/** A trigger that may come to anybody, anywhere. */
const ANY = {
  name: 'Hulp',
  page: '',
  when: { type: 'visible_seconds', seconds: 1 },
  texts: { nl: 'Kan ik je helpen?', en: 'Can I help?' },
  holdOut: 0,
  enabled: true,
} as const

async function answerWith(
  context: Awaited<ReturnType<Browser['newContext']>>,
  told: Record<string, unknown>,
): Promise<void> {
  await context.route('**/views', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), ...told } })
  })
}

function enter(url: string, page: Page): Shopper {
  const notes: Note[] = []
  const errors: string[] = []
  const answered: Note[] = []
  let due = false
  /** Parts of the widget that are on their way to this page. */
  const coming = new Set<Request>()
  const isPart = (request: Request) => /\/widget\/[^/]+\.js$/.test(request.url())
  const noteOf = (body: string | null) => (JSON.parse(body ?? '{}') as ViewRequest).trigger
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('request', (request) => {
    due ||= request.url().endsWith('/offers.js')
    if (isPart(request)) coming.add(request)
    const note = request.url().endsWith('/views') && noteOf(request.postData())
    if (note) notes.push(note)
  })
  page.on('requestfailed', (request) => coming.delete(request))
  page.on('requestfinished', (request) => {
    coming.delete(request)
    const note = request.url().endsWith('/views') && noteOf(request.postData())
    if (note) answered.push(note)
  })
  const looks = (seconds: number) => page.clock.runFor(seconds * 1_000)
  const answeredAfter = async (act: () => Promise<unknown>) => {
    const answer = page.waitForResponse((response) => response.url().endsWith('/views'))
    await act()
    await (await answer).finished()
  }
  return {
    ...{ page, notes, errors, looks },
    prompt: page.getByRole('status').locator('.prompt'),
    wasDue: () => due,
    another: async () => enter(url, await page.context().newPage()),
    async opens(path = '/lampen/noot', referer?: string) {
      coming.clear()
      await answeredAfter(async () => {
        await page.goto(url + path, referer ? { referer } : {})
        // Nothing loads before the page has settled.
        await looks(1)
      })
      await expect.poll(() => [...coming].map((one) => one.url())).toEqual([])
    },
    turns: (path) =>
      answeredAfter(() => page.evaluate((path) => history.pushState({}, '', path), path)),
    async noted(did, why) {
      const isIt = (note: Note) => note.did === did && note.why === why
      await expect.poll(() => answered.some(isIt)).toBe(true)
    },
    async [Symbol.asyncDispose]() {
      await page.context().close()
    },
  }
}
