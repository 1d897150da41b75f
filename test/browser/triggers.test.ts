import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { TriggerDefinition } from '@loods/protocol'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
      path: '/*',
      html: `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Bureaulamp Noot</title>${tag}</head>
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
      ...definition,
    },
  })
}

const prompt = () => page.getByRole('status').locator('.prompt', { hasText: TEXT })
const panel = () => page.getByRole('dialog')

/** Long enough for a trigger of one second to have fired. */
const wait = () => page.waitForTimeout(3_500)

async function openPage(path = '/lampen/noot'): Promise<void> {
  await page.goto(shop.url + path)
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
    await openPage()
    await page.getByLabel('Zoek').focus()
    await wait()
    expect(await prompt().count()).toBe(0)
    await page.getByLabel('Zoek').blur()
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
    await openPage()
    await page.getByRole('button', { name: /^Chat/ }).click()
    await panel().waitFor()
    await page.keyboard.press('Escape')
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
    const loading = page.waitForResponse('**/triggers.js')
    await openPage()
    await loading
    await page.waitForTimeout(1_200)
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
    await page.waitForTimeout(2_200)
    await hide(false)
    await prompt().waitFor()
  })

  async function hide(hidden: boolean): Promise<void> {
    await page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  }
})
