import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDemoWorld, type DemoWorld } from '../fakes/graph/demo-world.ts'
import { phoneApp } from '../fakes/graph/phone/phone-app.ts'
import { PNG } from '../fakes/graph/testing/stage.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'

let browser: Browser
let demo: DemoWorld
let base: string

beforeAll(async () => {
  browser = await openBrowser()
  demo = createDemoWorld()
  demo.graph.app.route('/', phoneApp(demo.graph, [demo.merchant, demo.shopper]))
  base = (await demo.graph.listen()).graph
})

afterAll(async () => {
  await browser.close()
  await demo.graph.close()
})

async function open(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

async function send(body: object): Promise<void> {
  const { number, token } = demo.shop
  const response = await fetch(`${base}/v26.0/${number.id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: '+31612340002', ...body }),
  })
  expect(response.status).toBe(200)
}

test('a link opens the chat with its text; the answer is quoted, liked, and its button tapped', async () => {
  const page = await open('/wa/31858880001?text=Een%20vraag%20(Ref%3A%20K7Q2)', {
    ...DESK,
    locale: 'nl-NL',
  })
  await page.getByRole('button', { name: 'Klant · Sam de Boer' }).click()
  const phone = page.getByRole('region', { name: 'Sam de Boer' })
  expect(await phone.getByRole('textbox', { name: 'Bericht' }).inputValue()).toBe(
    'Een vraag (Ref: K7Q2)',
  )
  await phone.getByRole('button', { name: 'Verstuur' }).click()
  const log = phone.getByRole('log')
  await log.getByText('Een vraag (Ref: K7Q2)').waitFor()
  const buttons = ['Vloerlamp', 'Tafellamp'].map((title) => ({
    type: 'reply',
    reply: { id: title, title },
  }))
  const interactive = { type: 'button', body: { text: 'Welke lamp?' }, action: { buttons } }
  await send({ type: 'interactive', interactive })
  await log.getByText('Welke lamp?').waitFor()
  const more = log.getByRole('button', { name: 'Wat kan met dit bericht' }).last()
  await more.click()
  await log.getByRole('button', { name: '👍' }).click()
  await log.locator('.reactions', { hasText: '👍' }).waitFor()
  await more.click()
  await log.getByRole('button', { name: 'Citeer' }).click()
  await phone.getByRole('textbox').fill('Die met de groene kap')
  await page.keyboard.press('Enter')
  await log.locator('blockquote', { hasText: 'Welke lamp?' }).waitFor()
  await log.getByRole('button', { name: 'Tafellamp' }).click()
  await log.locator('.mine', { hasText: 'Tafellamp' }).waitFor()
  await screenshot(page, 'graph-phones-desk')
  const { entries } = demo.graph.chat(demo.shopper, demo.shop.number).thread
  expect(entries.map(({ from, type }) => `${from} ${type}`)).toEqual([
    'person text',
    'business interactive',
    'person reaction',
    'person text',
    'person interactive',
  ])
  await page.context().close()
})

test('on a phone one screen shows at a time; a photo goes out, and a day passes', async () => {
  const page = await open('/phone', { ...PHONE, locale: 'en-GB', colorScheme: 'dark' })
  await page.getByRole('button', { name: 'Merchant' }).click()
  const phone = page.getByRole('region', { name: 'Mila Visser' })
  await phone.getByRole('button', { name: /Loods/ }).click()
  await phone
    .getByLabel('Send a photo')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG })
  await phone.getByRole('log').locator('img').waitFor()
  await phone.getByText('The business may still answer freely:').waitFor()
  await page.getByRole('button', { name: 'Jump 24 hours ahead' }).click()
  await phone.getByText('The business may only send a template now.').waitFor()
  await screenshot(page, 'graph-phones-phone')
  expect(await page.getByRole('region', { name: 'Sam de Boer' }).isVisible()).toBe(false)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.context().close()
})
