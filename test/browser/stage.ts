import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
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
  /** A merchant at a desk, signed in and in the inbox. */
  merchant(options?: { locale?: string }): Promise<Page>
  /** A shopper on a phone, on a page of the demo shop. */
  shopper(options?: { locale?: string; path?: string; context?: BrowserContext }): Promise<Page>
}

const MANY = { points: 100_000, seconds: 60 }

export async function openStage(
  options: Overrides & { env?: Record<string, string> } = {},
): Promise<Stage> {
  const limits = {
    ...DEFAULT_LIMITS,
    newVisitors: MANY,
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
  return {
    relay,
    shop,
    browser,
    async merchant({ locale = 'nl-NL' } = {}) {
      const context = await browser.newContext({ ...DESK, locale, colorScheme: 'light' })
      const [name = '', value = ''] = shop.cookie.split('=')
      await context.addCookies([{ name, value, url: relay.url }])
      const page = await context.newPage()
      await page.goto(`${relay.url}/inbox`)
      await page.locator('nav').first().waitFor()
      return page
    },
    async shopper({ locale = 'nl-NL', path = '/demo/nl/product/noot', context } = {}) {
      const own = context ?? (await browser.newContext({ ...PHONE, locale, colorScheme: 'light' }))
      const page = await own.newPage()
      await page.goto(relay.url + path)
      return page
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
