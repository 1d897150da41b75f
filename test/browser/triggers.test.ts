import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { TriggerDefinition } from '@loods/protocol'
import { RISK_FEATURES } from '@loods/protocol/risk'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toJson } from '../../relay/src/db/json.ts'
import { saveRisk } from '../../relay/src/risk/risk.repository.ts'
import {
  BROWSER_AGENT,
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { openSocket } from '../../relay/src/testing/test-socket.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { type Shop, startShop } from '../support/shop-page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TEXT = 'Twijfel je over de maat of de fitting? Ik kijk graag even mee.'
const soon: TriggerDefinition['when'] = { type: 'visible_seconds', seconds: 1 }

let browser: Browser
let relay: TestRelay
let owner: TestOwner
let context: BrowserContext
let page: Page
let shop: Shop

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

beforeEach(async () => {
  relay = await startTestRelay()
  owner = await setUpOwner(relay)
  await openContext(DESK)
  const tag = `<script async src="${relay.url}/widget/loader.js" data-site="${owner.siteKey}"></script>`
  shop = await startShop([
    {
      path: '/checkout',
      html: `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Afrekenen</title>${tag}
<script type="application/json" id="loods-page">{"kind":"checkout"}</script><body><h1>Afrekenen</h1>
<form><label>Postcode <input required></label><label>Kaart <input autocomplete="cc-number"></label></form>`,
    },
    {
      path: '/cart',
      html: `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Winkelwagen</title>${tag}
<script type="application/json" id="loods-page">{"kind":"cart"}</script><body><h1>Winkelwagen</h1>`,
    },
    {
      path: '/*',
      html: `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Bureaulamp Noot</title>${tag}
<script type="application/json" id="loods-page">{"kind":"product","product":{"title":"Bureaulamp Noot"}}</script></head>
<body style="height: 4000px"><h1>Bureaulamp Noot</h1><label>Zoek <input></label><a href="/lampen/eik">Eik</a></body></html>`,
    },
  ])
})

afterEach(async () => {
  await context.close()
  await shop[Symbol.asyncDispose]()
  await relay[Symbol.asyncDispose]()
})

async function openContext(options: BrowserContextOptions): Promise<void> {
  await context?.close()
  context = await browser.newContext(options)
  page = await context.newPage()
}

async function addTrigger(definition: Partial<TriggerDefinition> = {}): Promise<void> {
  await relay.json(`/api/sites/${owner.siteId}/triggers`, {
    token: owner.token,
    body: {
      name: 'Twijfel',
      page: '/lampen/*',
      when: soon,
      texts: { nl: TEXT, en: 'Not sure about the size?' },
      enabled: true,
      // Every visit is offered help.
      holdOut: 0,
      ...definition,
    },
  })
}

const prompt = () => page.getByRole('status').locator('.prompt', { hasText: TEXT })
const panel = () => page.getByRole('dialog')

/** Lets the shopper look at the page for so many seconds; nothing is offered in the first ten of a visit. */
const look = (seconds = 12) => page.clock.runFor(seconds * 1_000)

/** Opens a page, looks at it until nothing is too early any more, and gives a trigger time to fire. */
async function openPage(path = '/lampen/noot'): Promise<void> {
  await page.clock.install()
  const answered = page.waitForResponse('**/views')
  await page.goto(shop.url + path)
  await answered
  await look()
}

/** Looks on for a while in which a trigger would have fired. */
async function wait(): Promise<void> {
  await look(4)
  await page.waitForTimeout(800)
}

function storage(): Promise<string[]> {
  return page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
}

describe('a trigger', () => {
  it('shows its prompt once in a visit, without taking the focus and without storing anything', async () => {
    await addTrigger()
    await openPage()
    await prompt().waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    expect(await storage()).toEqual([])
    await page.getByRole('link', { name: 'Eik' }).click()
    await page.waitForURL('**/eik')
    await page.waitForResponse('**/views')
    await wait()
    expect(await prompt().count()).toBe(0)
  })

  it('speaks for the shop while nobody is there, and by the name of whoever is', async () => {
    await addTrigger()
    await openPage()
    await prompt().waitFor()
    expect(await prompt().locator('header').textContent()).toBe('LLamp & Linnen×')
    const socket = await openSocket(relay.url, {
      type: 'member_hello',
      v: 1,
      siteId: owner.siteId,
      token: owner.token,
    })
    await socket.next('live')
    // Another browser: in this visit the prompt was shown.
    await openContext({ ...PHONE, userAgent: `${BROWSER_AGENT} Other` })
    await openPage()
    await prompt().waitFor()
    expect(await prompt().locator('header').textContent()).toBe('NNoor van Lamp & Linnen×')
    socket.close()
  })

  it.each([
    ['light', PHONE],
    ['dark', DESK],
  ] as const)('has nothing that axe finds wrong, %s', async (colorScheme, device) => {
    await openContext({ ...device, colorScheme })
    await addTrigger()
    await openPage()
    await prompt().waitFor()
    // Colours are measured when the card has faded in.
    await page.waitForTimeout(400)
    await screenshot(page, `prompt-${colorScheme}`)
    await page.evaluate(axe)
    const { violations } = (await page.evaluate(
      "axe.run(document.querySelector('loods-chat'))",
    )) as AxeResults
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  it('opens the panel with its text as the first message', async () => {
    await addTrigger()
    await openPage()
    await prompt().getByRole('button', { name: 'Stel je vraag' }).click()
    await panel().getByText(TEXT).waitFor()
    expect(await prompt().count()).toBe(0)
  })

  it('is sent away with Escape or its cross, for the rest of the visit', async () => {
    await addTrigger()
    await openPage()
    await prompt().waitFor()
    await page.getByRole('button', { name: 'Sluiten' }).focus()
    await page.keyboard.press('Escape')
    await prompt().waitFor({ state: 'detached' })
    expect(await storage()).toEqual([`loods.${owner.siteKey}.quiet`])
    await openPage('/lampen/eik')
    await wait()
    expect(await prompt().count()).toBe(0)
  })

  it('keeps to its pages', async () => {
    await addTrigger()
    await openPage('/service')
    await wait()
    expect(await prompt().count()).toBe(0)
  })

  it('keeps still while the shopper types', async () => {
    await addTrigger()
    await page.clock.install()
    const answered = page.waitForResponse('**/views')
    await page.goto(`${shop.url}/lampen/noot`)
    await answered
    await look(9)
    await page.getByLabel('Zoek').press('a')
    await wait()
    expect(await prompt().count()).toBe(0)
    await page.getByLabel('Zoek').blur()
    await look(2)
    await prompt().waitFor()
  })

  it('keeps still while the shop is away', async () => {
    await addTrigger()
    await relay.json(`/api/sites/${owner.siteId}/settings`, {
      method: 'PATCH',
      token: owner.token,
      body: { availability: 'away' },
    })
    await openPage()
    await wait()
    expect(await prompt().count()).toBe(0)
  })

  it('keeps still once the shopper has opened the chat', async () => {
    await addTrigger()
    await page.clock.install()
    await page.goto(`${shop.url}/lampen/noot`)
    await page.getByRole('button', { name: /^Chat/ }).click()
    await panel().waitFor()
    await page.keyboard.press('Escape')
    await look()
    await wait()
    expect(await prompt().count()).toBe(0)
  })

  it('goes when a single-page shop turns the page', async () => {
    await addTrigger()
    await openPage()
    await prompt().waitFor()
    await page.evaluate(() => history.pushState({}, '', '/cart'))
    await prompt().waitFor({ state: 'detached' })
  })

  it('is not even loaded where a shop has none', async () => {
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await openPage()
    await expect.poll(() => requests.some((url) => url.endsWith('/views'))).toBe(true)
    await page.waitForLoadState('networkidle')
    expect(requests.filter((url) => url.includes('triggers.js'))).toEqual([])
  })

  it('fills in the product, and starts the chat with the answer that was chosen', async () => {
    await addTrigger({
      texts: { nl: `${TEXT} ({product|iets anders})`, en: 'Help?' },
      replies: { nl: ['Welke maat past mij?', 'Wat kost verzenden?'], en: [] },
    })
    await openPage()
    await prompt().getByText('(Bureaulamp Noot)').waitFor()
    await screenshot(page, 'prompt-replies')
    await prompt().getByRole('button', { name: 'Wat kost verzenden?' }).click()
    await panel().getByRole('log').getByText('(Bureaulamp Noot)').waitFor()
    await panel().getByRole('log').getByText('Wat kost verzenden?').waitFor()
  })

  it('waits until a drawer, bar or dialog of the page is gone', async () => {
    await addTrigger()
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        const bar = document.createElement('div')
        bar.id = 'cookies'
        bar.style.cssText = 'position:fixed;inset:auto 0 0;height:240px;background:#eee'
        document.body.append(bar)
      })
    })
    await openPage()
    await wait()
    expect(await prompt().count()).toBe(0)
    await page.evaluate(() => document.getElementById('cookies')?.remove())
    await look(2)
    await prompt().waitFor()
  })

  it('comes after an event, a burst of clicks, and what the cart holds, all together', async () => {
    await addTrigger({
      when: {
        all: [
          { type: 'event', is: 'size_chart' },
          { type: 'rage_clicks', min: 1 },
          { type: 'cart', contains: 'noot' },
          { type: 'element', is: 'h1' },
          { none: [{ type: 'logged_in' }, { type: 'cart_value', max: 10 }] },
        ],
      },
    })
    await openPage()
    await page.evaluate(() => {
      window.loods?.('track', 'size_chart')
      window.loods?.('context', { cart: { lines: [{ title: 'Noot', quantity: 1, price: 59.9 }] } })
    })
    await wait()
    expect(await prompt().count()).toBe(0)
    await page.getByRole('heading').click({ clickCount: 3 })
    await look(2)
    await prompt().waitFor()
  })

  it('comes in a visit that is likely to end without an order, and in no other', async () => {
    await addTrigger({ when: { type: 'risk_score', min: 0.8 } })
    // As if learnt: who saw the cart orders.
    const weights = [5, ...RISK_FEATURES.map((name) => (name === 'cartPages' ? -20 : 0))]
    await relay.context.writer.run((tx) =>
      saveRisk(tx.db, {
        site_id: owner.siteId,
        learnt_at: tx.now,
        learnt: toJson({ state: 'on', visits: 5_000, orders: 200, weights }),
      }),
    )
    await openPage('/cart')
    await openPage()
    await wait()
    expect(await prompt().count()).toBe(0)
    // Another browser: a visit that saw no cart.
    await openContext({ ...PHONE, userAgent: `${BROWSER_AGENT} Other` })
    await openPage()
    await prompt().waitFor()
  })

  it('in the checkout comes to who is stuck in a field, and not while a card is typed', async () => {
    await addTrigger({
      page: '',
      when: {
        any: [
          { type: 'visible_seconds', seconds: 1 },
          { type: 'field_errors', min: 2 },
        ],
      },
    })
    await openPage('/checkout')
    await wait()
    expect(await prompt().count()).toBe(0)
    for (const _ of [1, 2]) {
      await page.evaluate(() => document.querySelector('form')?.reportValidity())
      await look(1)
    }
    await page.getByLabel('Kaart').focus()
    await look(30)
    expect(await prompt().count()).toBe(0)
    await page.getByLabel('Kaart').blur()
    await look(2)
    await prompt().waitFor()
  })

  it('keeps still once it was closed where storage is blocked', async () => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await addTrigger()
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new Error('blocked')
        },
      })
    })
    await openPage()
    await prompt().getByRole('button', { name: 'Sluiten' }).click()
    await wait()
    expect(await prompt().count()).toBe(0)
    expect(errors).toEqual([])
  })
})

describe('a trigger under trial', () => {
  it('speaks in the words this visit gets, and the chat begins with them', async () => {
    const words = 'Zal ik met je meekijken naar de fitting?'
    await addTrigger({ variants: [{ texts: { nl: words, en: 'Shall I have a look?' } }] })
    // Every visit gets the other words.
    const shared = { shares: '[0,1]', shares_at: 1 }
    await relay.context.writer.run(({ db }) => db.updateTable('triggers').set(shared).execute())
    await openPage()
    const card = page.getByRole('status').locator('.prompt', { hasText: words })
    await card.getByRole('button', { name: 'Stel je vraag' }).click()
    await panel().getByRole('log').getByText(words).waitFor()
  })

  it('rests by its schedule, and tells of no moment', async () => {
    const told: string[] = []
    page.on('request', (request) => told.push(request.postData() ?? ''))
    await addTrigger({ schedule: { end: '2020-01-01' } })
    await openPage()
    await wait()
    expect(await prompt().count()).toBe(0)
    expect(told.filter((body) => body.includes('"trigger"'))).toEqual([])
  })
})

describe('exit intent', () => {
  /**
   * A pointer goes up from a height and out of the window; Playwright's own cannot leave it. In the
   * page, so that a busy machine does not make it slow.
   */
  const shootUp = (options: { from: number; comeBack?: boolean }) =>
    page.evaluate(async ({ from, comeBack }) => {
      const tell = (type: string, clientY: number) =>
        document.documentElement.dispatchEvent(new MouseEvent(type, { clientY }))
      for (const y of [from, from / 2, 5]) {
        tell('mousemove', y)
        await new Promise((resolve) => setTimeout(resolve, 16))
      }
      tell('mouseleave', -3)
      if (comeBack) tell('mouseenter', 5)
    }, options)

  beforeEach(() => addTrigger({ when: { type: 'exit_intent' } }))

  async function loaded(): Promise<void> {
    const loading = page.waitForEvent('requestfinished', (one) => one.url().endsWith('/leaving.js'))
    await openPage()
    await loading
  }

  it('shows when a mouse shoots up out of the page', async () => {
    await loaded()
    await shootUp({ from: 400 })
    await prompt().waitFor()
  })

  it('does not when the mouse comes back at once', async () => {
    await loaded()
    await shootUp({ from: 400, comeBack: true })
    await page.waitForTimeout(1_000)
    expect(await prompt().count()).toBe(0)
  })

  it('does not when the mouse only came in at the top', async () => {
    await loaded()
    await shootUp({ from: 40 })
    await page.waitForTimeout(1_000)
    expect(await prompt().count()).toBe(0)
  })

  it('shows on a phone when the shopper comes back from another tab', async () => {
    await openContext(PHONE)
    await loaded()
    await hide(true)
    await look(3)
    await hide(false)
    await look(2)
    await prompt().waitFor()
  })

  async function hide(hidden: boolean): Promise<void> {
    await page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  }
})
