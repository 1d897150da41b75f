import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestRelay, type TestRelay } from '../../relay/src/testing/test-relay.ts'
import { faultsOf } from '../support/axe.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'

const pages = [
  ['home', ''],
  ['category', '/category/lamps'],
  ['product', '/product/noot'],
  ['cart', '/cart'],
  ['checkout', '/checkout'],
  ['thank-you', '/thank-you?order=LL-7K3QX9'],
  ['service', '/service'],
  ['missing', '/product/zeppelin'],
] as const

let relay: TestRelay
let browser: Browser
beforeAll(async () => {
  relay = await startTestRelay({ env: { DEMO: 'true' } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await relay[Symbol.asyncDispose]()
})

describe('a shopper in the demo shop', () => {
  let page: Page
  const errors: string[] = []

  beforeEach(async () => {
    errors.length = 0
    page = await (await browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    return () => page.context().close()
  })

  async function open(path: string): Promise<void> {
    await page.goto(`${relay.url}/demo/nl${path}`)
  }

  async function fillCart(): Promise<void> {
    await open('/product/noot')
    await page.getByText('Zwart', { exact: true }).click()
    await page.getByRole('button', { name: 'Eén meer' }).click()
    await page.getByRole('button', { name: 'In winkelwagen' }).click()
    await page.getByText('Ligt in je winkelwagen.').waitFor()
  }

  it('orders: cart, discount, what is missing, confirmation with a number', async () => {
    await fillCart()
    await page.getByText('Naar de winkelwagen').click()
    await page.getByLabel('Kortingscode').fill('herfst10')
    await page.getByRole('button', { name: 'Gebruik' }).click()
    await page.getByText('HERFST10 is verlopen').waitFor()
    await page.getByLabel('Kortingscode').fill('welkom10')
    await page.getByRole('button', { name: 'Gebruik' }).click()
    await page.getByText('WELKOM10 geeft 10 % korting.').waitFor()
    expect(await total(page)).toBe('€ 107,82')

    await page.getByText('Naar afrekenen').click()
    await page.getByLabel('Voor- en achternaam').fill('Sanne Visser')
    await page.getByRole('button', { name: 'Bestel en betaal' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Voor- en achternaam').inputValue()).toBe('Sanne Visser')

    await page.getByLabel('E-mail').fill('sanne@voorbeeld.nl')
    await page.getByLabel('Postcode').fill('1621 BW')
    await page.getByLabel('Huisnummer').fill('14')
    await page.getByLabel('Straat').fill('Grote Oost')
    await page.getByLabel('Plaats').fill('Hoorn')
    await page.getByText('Ik ga akkoord').click()
    await page.getByRole('button', { name: 'Bestel en betaal' }).click()
    await page.waitForURL(/thank-you\?order=LL-[A-Z0-9]{6}$/)
    expect(await total(page)).toBe('€ 107,82')
    await open('/cart')
    await page.getByText('Je winkelwagen is leeg').waitFor()
    expect(errors).toEqual([])
  })

  it('sees in one tab what was changed in another', async () => {
    await fillCart()
    const other = await page.context().newPage()
    await other.goto(`${relay.url}/demo/nl/cart`)
    await open('/cart')
    await page.getByRole('button', { name: 'Eén minder' }).click()
    await other.getByText('Nog € 15,10 tot gratis bezorgen').waitFor()
    expect(await total(other)).toBe('€ 64,85')
  })

  it('turns a lamp on', async () => {
    await open('/product/kiezel')
    await page.getByRole('button', { name: 'Licht aan' }).click()
    await page.getByRole('button', { name: 'Licht uit' }).waitFor()
    const picture = page.getByRole('img', { name: 'Tafellamp Kiezel, terracotta' })
    expect(await picture.getAttribute('src')).toContain('kiezel.terracotta.evening.svg')
  })

  it('passes cart and product to the chat before its script is there', async () => {
    await fillCart()
    const calls = await page.evaluate<unknown[][]>('window.loods.q')
    expect(calls).toContainEqual(['track', 'add_to_cart', { id: 'noot.black', quantity: 2 }])
    const lines = [{ id: 'noot.black', title: 'Bureaulamp Noot, Zwart', quantity: 2, price: 59.9 }]
    expect(calls.at(-1)).toEqual(['context', { cart: { lines, total: 119.8, currency: 'EUR' } }])
  })
})

describe.each([
  ['phone', 'dark', PHONE],
  ['desk', 'light', DESK],
] as const)('the demo shop on a %s, %s', (device, colorScheme, options) => {
  it.each(pages)('shows its %s page to everybody, and keeps still', async (name, path) => {
    const context = await browser.newContext({ ...options, colorScheme })
    await context.addInitScript(() => {
      if (location.pathname.startsWith('/demo'))
        localStorage.setItem('lamp-linnen.cart', 'noot.walnut:1,tas.ink:2')
    })
    await context.addInitScript(watchShifts)
    const page = await context.newPage()
    await page.goto(`${relay.url}/demo/en${path}`, { waitUntil: 'load' })
    await screenshot(page, `demo-${name}-${device}-${colorScheme}`)
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    expect(await page.evaluate('window.shifted')).toBeLessThan(0.01)
    await context.close()
  })
})

async function total(page: Page): Promise<string | undefined> {
  return (await page.locator('[data-total=total]').textContent())?.replace(/\s/g, ' ')
}

/** Adds up how far the page's content moved by itself (layout-shift score). */
function watchShifts(): void {
  let sum = 0
  Object.defineProperty(window, 'shifted', { get: () => sum })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
}
