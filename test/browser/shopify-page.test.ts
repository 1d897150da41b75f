import type { ShopifyEnterAnswer } from '@loods/protocol'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  SHOPIFY_KEY,
  type ShopifyTalk,
  startShopifyTalk,
} from '../../relay/src/testing/shopify-talk.ts'
import { createTime } from '../fakes/shared/time.ts'
import { faultsOf } from '../support/axe.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'

let talk: ShopifyTalk
let browser: Browser
let admin: Page
let owner: ShopifyEnterAnswer
const errors: string[] = []

beforeAll(async () => {
  const time = createTime({ startAt: Date.now(), running: true })
  talk = await startShopifyTalk({ shopify: { time } })
  browser = await openBrowser()
  admin = await open(DESK)
  owner = await talk.enter()
})
afterAll(async () => {
  await browser.close()
  await talk[Symbol.asyncDispose]()
})

/** Somebody of the shop's staff who opens the app in the admin. */
async function open(how: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const page = await (await browser.newContext(how)).newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(talk.shopify.appPage(talk.shop))
  return page
}

/** Our page in it. */
function app(page: Page): Frame {
  const frame = page.frame({ name: 'app-iframe' })
  if (!frame) throw new Error('the app is not in the admin')
  return frame
}

async function shows(page: Page, text: string | RegExp): Promise<void> {
  await app(page).getByText(text).last().waitFor()
}

/** A shopper opens a page of the shop. */
function lookAtShop(): Promise<unknown> {
  return talk.relay.json(`/widget/v1/${owner.siteKey}/views`, {
    body: { page: { url: 'https://wilgenwol.test/lampen' } },
    headers: { origin: 'https://wilgenwol.test' },
  })
}

describe('the app in a shop’s admin', () => {
  it('says what to do in four steps, of which two are done', async () => {
    await shows(admin, 'Aanzetten')
    const steps = await app(admin).locator('ol > li h2').allTextContents()
    expect(steps).toEqual([
      'Toevoegen, klaar',
      'Toestaan, klaar',
      'Aanzetten, te doen',
      'Proberen, te doen',
    ])
    expect(await faultsOf(app(admin))).toEqual([])
    await screenshot(admin, 'shopify-steps')
  })

  it('opens the theme editor at our block, and lights up once it was saved and then seen', async () => {
    const opened = admin.waitForEvent('popup')
    await app(admin).getByText('Zet de chat aan in je thema').click()
    const editor = await opened
    expect(await editor.locator('input[name=chat]').isChecked()).toBe(true)
    await editor.getByRole('button', { name: 'Save' }).click()
    await shows(admin, 'De chat staat aan in je thema.')
    await talk.settle()
    await lookAtShop()
    await shows(admin, /gezien in je winkel$/)
    await shows(admin, 'Aanzetten, klaar')
  })

  it('sends a test message into the inbox, where it is answered', async () => {
    await app(admin).getByRole('button', { name: 'Stuur een testbericht' }).click()
    await shows(admin, /Dit is een testbericht/)
    await admin.getByText('Chat, 1 wachtend').waitFor()
    expect(await faultsOf(app(admin))).toEqual([])
    await screenshot(admin, 'shopify-inbox')
    await app(admin).locator('textarea:visible').last().fill('Hoi, het werkt!')
    await app(admin).locator('textarea:visible').last().press('Enter')
    await shows(admin, 'Hoi, het werkt!')
    await admin
      .locator('[data-title]')
      .getByText(/^Chat$/)
      .waitFor()
  })

  it('is the inbox from then on, and what is Shopify’s own is beside it in the admin’s menu', async () => {
    // As a mail leads there.
    await admin.goto(
      `${talk.shopify.adminUrl(talk.shop)}/admin/apps/${SHOPIFY_KEY}/app?open=%2Fsettings%2Fprivacy`,
    )
    await shows(admin, 'Hoe lang je gesprekken bewaart')
    await admin.goto(talk.shopify.appPage(talk.shop))
    await shows(admin, 'Testklant')
    await admin.getByRole('link', { name: 'Chat in je winkel' }).click()
    await shows(admin, 'Wat Loods mag zien')
    await shows(admin, /gezien in je winkel$/)
    expect(await faultsOf(app(admin))).toEqual([])
    await screenshot(admin, 'shopify-shop')
    // A shopper writes meanwhile.
    const path = `/api/sites/${owner.siteId}/shopify/test-message`
    await talk.relay.json(path, { body: {}, token: owner.token })
    await shows(admin, 'Er wacht een klant op antwoord.')
    expect(await app(admin).getByRole('button', { name: 'Zet geluid aan' }).count()).toBe(0)
    await app(admin).getByRole('button', { name: 'Beantwoord' }).click()
    await app(admin).getByRole('button', { name: 'Afronden' }).waitFor()
    await admin.goBack()
    await shows(admin, 'Wat Loods mag zien')
    await admin.goBack()
    await shows(admin, 'Testklant')
    await admin.goForward()
    await admin.reload()
    await shows(admin, 'Wat Loods mag zien')
  })

  it('asks for orders when they are wanted, and moves the chat button', async () => {
    await app(admin).getByRole('button', { name: 'Toestaan: Bestellingen' }).click()
    await admin.locator('[data-allow]').click()
    await shows(admin, 'Toegestaan')
    await app(admin).locator('s-select select').selectOption('left')
    await admin.getByText('Opgeslagen').waitFor()
    const { settings } = await talk.relay.context.sites.byId(owner.siteId)
    expect(settings.look.side).toBe('left')
  })

  it('fits the phone’s app, which has no frame, and leaves nothing that an error would tell', async () => {
    const agent = { userAgent: 'Mozilla/5.0 (iPhone) AppleWebKit/605 Shopify Mobile/iOS/9.200' }
    const page = await (await browser.newContext({ ...PHONE, ...agent })).newPage()
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.goto(talk.shopify.launchUrl(talk.shop))
    await page.getByText('Testklant').last().waitFor()
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect(width).toBe(390)
    await screenshot(page, 'shopify-phone')
    expect(errors).toEqual([])
  })

  it('says where to go when it is opened by itself', async () => {
    const page = await (await browser.newContext(DESK)).newPage()
    await page.goto(`${talk.relay.url}/shopify/app?shop=wilg.myshopify.com&locale=nl`)
    await page.getByRole('heading', { name: 'Open deze pagina vanuit Shopify' }).waitFor()
    expect(
      await page.getByRole('link', { name: 'Open in Shopify' }).getAttribute('href'),
    ).toContain('/admin/apps/')
  })
})
