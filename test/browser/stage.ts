import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Overrides } from '../../relay/src/context.ts'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser, PHONE } from '../support/chromium.ts'

/** A relay with its demo shop, an owner, and a browser to look at both with. */
export interface Stage extends AsyncDisposable {
  relay: TestRelay
  shop: TestOwner
  browser: Browser
  /** A merchant at a desk, signed in and in the inbox: the owner, or whose cookie it is. */
  merchant(options?: Viewing & { cookie?: string }): Promise<Page>
  /** A shopper on a phone, on a page of the demo shop. */
  shopper(options?: Viewing & { context?: BrowserContext }): Promise<Page>
  /** What went wrong in the scripts of all pages so far, in words. */
  errors: string[]
}

/** How somebody looks at a page, and where it begins. */
interface Viewing extends BrowserContextOptions {
  path?: string
}

const LOOKING: BrowserContextOptions = { locale: 'nl-NL', colorScheme: 'light' }
const MANY = { points: 100_000, seconds: 60 }

export async function openStage(
  options: Overrides & { env?: Record<string, string> } = {},
): Promise<Stage> {
  const limits = {
    ...DEFAULT_LIMITS,
    newVisitors: MANY,
    firstMessages: MANY,
    visitorBurst: MANY,
    visitorSustained: MANY,
    uploads: MANY,
  }
  const relay = await startTestRelay({ limits, ...options })
  const shop = await setUpOwner(relay)
  const browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
  ])
  const errors: string[] = []
  const openPage = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage()
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.goto(relay.url + path)
    return page
  }
  return {
    relay,
    shop,
    browser,
    errors,
    async merchant({ cookie = shop.cookie, path = '', ...options } = {}) {
      // Its worker has tests of its own; here it would only take time.
      const context = await browser.newContext({
        ...LOOKING,
        ...DESK,
        serviceWorkers: 'block',
        ...options,
      })
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, url: relay.url }])
      const page = await openPage(context, `/inbox${path}`)
      await page.locator('nav').first().waitFor()
      return page
    },
    async shopper({ path = '/demo/nl/product/noot', context, ...options } = {}) {
      const own = context ?? (await browser.newContext({ ...LOOKING, ...PHONE, ...options }))
      return await openPage(own, path)
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await relay[Symbol.asyncDispose]()
    },
  }
}

/** Opens the panel as a thumb would, and gives its composer. */
export async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Chat, / }).click()
  await page.getByRole('textbox', { name: /Schrijf een bericht|Write a message/ }).waitFor()
}

/** The box one writes in, in the panel and in the inbox alike. */
export function composerOf(page: Page): Locator {
  return page.locator('textarea:visible').last()
}

/** Types into the composer that is open and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  const composer = composerOf(page)
  await composer.fill(text)
  await composer.press('Enter')
}

/** Waits until a page shows a text, in whatever shadow root it stands. */
export async function shows(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).last().waitFor({ timeout: 20_000 })
}

/** Opens the panel and has the relay hold a first message. */
export async function begin(page: Page, text: string): Promise<void> {
  await openPanel(page)
  await write(page, text)
  await page
    .getByText(/· (verstuurd|bezorgd|gelezen|sent|delivered|read)$/)
    .last()
    .waitFor()
}
