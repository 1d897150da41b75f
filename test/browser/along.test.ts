import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recording } from '../../relay/src/testing/recordings.ts'
import { PNG } from '../fakes/graph/testing/stage.ts'
import { faultsOf } from '../support/axe.ts'
import { DESK, screenshot } from '../support/chromium.ts'
import {
  type ChannelStage,
  openChannelStage,
  openChat,
  phoneOf,
  sendFrom,
  writeOn,
} from './channel-stage.ts'
import { begin, shows, write } from './stage.ts'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
/** A computer, whose user has a phone beside it. */
const COMPUTER = { ...DESK, isMobile: false, hasTouch: false, deviceScaleFactor: 1 }

let stage: ChannelStage

beforeAll(async () => {
  stage = await openChannelStage()
})
afterAll(() => stage[Symbol.asyncDispose]())
beforeEach(() => stage.relay.context.sites.update(stage.shop.siteId, { availability: 'open' }))

function problems(page: Page): Promise<string[]> {
  return faultsOf(page, { inside: 'loods-chat', runOnly: WCAG })
}

function along(page: Page): Locator {
  return page.locator('loods-chat .along')
}

test('a shop shows WhatsApp beside its chat: at the launcher, at the start, and with when to expect an answer', async () => {
  const { relay, shop, world } = stage
  const beside = { whatsapp: 'away', messenger: 'always' } as const
  await relay.context.sites.update(shop.siteId, { beside })
  const page = await stage.shopper({ ...COMPUTER, colorScheme: 'dark' })
  const atLauncher = page.locator('loods-chat .beside').getByRole('link')
  await atLauncher.waitFor()
  expect(await atLauncher.textContent()).toContain('Messenger')

  await relay.context.sites.update(shop.siteId, { availability: 'away' })
  await page.reload()
  await atLauncher.nth(1).waitFor()
  expect(await atLauncher.first().textContent()).toMatch(/WhatsAppmeestal binnen 1 à 2 uur/)
  expect(await problems(page)).toEqual([])
  await screenshot(page, 'along-launcher')
  await page.getByRole('button', { name: /^Chat, / }).click()
  const start = along(page).getByRole('link', { name: /schrijf ons via WhatsApp/ })
  const { digits } = world.shop.number
  expect(await start.getAttribute('href')).toBe(`${relay.url}/demo/wa/${digits}`)
  expect(await atLauncher.first().isVisible()).toBe(false)
  expect(await problems(page)).toEqual([])
  await page.context().close()
})

test('on a computer a code to scan takes a chat along, opened by keyboard, and made anew before it is over', async () => {
  const page = await stage.shopper({ ...COMPUTER, path: '/demo/nl/service' })
  await page.clock.install()
  await page.reload()
  await begin(page, 'Is de lamp er nog?')
  await along(page).getByRole('button', { name: 'Verder in WhatsApp' }).focus()
  await page.keyboard.press('Enter')
  await along(page).getByRole('img', { name: 'QR-code die WhatsApp opent' }).waitFor()
  const link = along(page).getByRole('link', { name: 'Of open WhatsApp hier' })
  const first = await link.getAttribute('href')
  expect(first).toMatch(/\?text=.*Ref/)
  expect(await problems(page)).toEqual([])
  await screenshot(page, 'along-desk')
  await page.clock.fastForward('25:01')
  await expect.poll(() => link.getAttribute('href')).not.toBe(first)
  await page.keyboard.press('Enter')
  expect(await along(page).locator('.sheet').count()).toBe(0)
  await page.context().close()
})

test('who waits two minutes is offered WhatsApp beside a call or a mail; on a phone by a link', async () => {
  const page = await stage.shopper()
  await begin(page, 'Is daar iemand?')
  await stage.world.graph.time.advance(121_000)
  const offer = page.locator('loods-chat').getByRole('button', { name: 'Verder in WhatsApp' })
  await page
    .locator('loods-chat .line')
    .getByRole('button', { name: 'Verder in WhatsApp' })
    .waitFor()
  expect(await offer.count()).toBe(1)
  await offer.click()
  const link = along(page).getByRole('link', { name: 'Open WhatsApp' })
  await link.waitFor()
  expect(await link.getAttribute('rel')).toContain('noopener')
  expect(await along(page).getByRole('img').count()).toBe(0)
  expect(await problems(page)).toEqual([])
  await screenshot(page, 'along-phone')
  expect(stage.errors).toEqual([])
  await page.context().close()
})

test('photos and voice go both ways between WhatsApp and the inbox', async () => {
  const inbox = await stage.merchant()
  const phones = await stage.phones()
  const sam = phoneOf(phones, 'Sam de Boer')
  const log = await openChat(sam, 'shop')
  await writeOn(sam, 'Past deze kap op Noot?')
  const photo = { name: 'a.png', mimeType: 'image/png', buffer: PNG }
  await sendFrom(sam, 'Foto sturen', photo)
  const voice = Buffer.from(await recording('ogg', { seconds: 1 }))
  const note = { name: 'a.ogg', mimeType: 'audio/ogg; codecs=opus', buffer: voice }
  await sendFrom(sam, 'Spraakbericht sturen', note)
  await inbox.getByText('Sam de Boer').first().click()
  const thread = inbox.getByRole('log')
  await thread.getByText('Past deze kap op Noot?').waitFor()
  await thread.locator('img[src*="/files/"]').waitFor()
  await thread.locator('audio').waitFor({ state: 'attached' })

  await inbox.locator('input[type=file]').setInputFiles(photo)
  await inbox.getByRole('button', { name: 'Neem een spraakbericht op' }).click()
  await inbox.getByText('Opname loopt').waitFor()
  await inbox.locator('.recorder b', { hasText: '0:01' }).waitFor()
  await inbox.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => inbox.locator('.attachments li').count()).toBe(2)
  await expect.poll(() => inbox.locator('.attachments progress').count()).toBe(0)
  await write(inbox, 'Zo ziet dat eruit')
  await log.locator('.side:not(.mine) img').waitFor()
  await log.locator('.side:not(.mine) audio').waitFor()
  await shows(phones, 'Zo ziet dat eruit')
  await screenshot(inbox, 'along-media-inbox')
  await screenshot(phones, 'along-media-phones')
  expect(stage.errors).toEqual([])
})

test('a chat goes on in WhatsApp by the link the panel offers, is answered there, and comes back', async () => {
  const { relay, shop, world } = stage
  const page = await stage.shopper()
  const inbox = await stage.merchant()
  const countThreads = async () =>
    (await relay.context.conversations.list(shop.siteId, { limit: 50 })).length
  await begin(page, 'Is de lamp er nog?')
  const threads = await countThreads()
  await along(page).getByRole('button', { name: 'Verder in WhatsApp' }).click()
  const link = along(page).getByRole('link', { name: 'Open WhatsApp' })
  await link.waitFor()
  const href = (await link.getAttribute('href')) ?? ''
  expect(href).toMatch(`${relay.url}/demo/wa/${world.shop.number.digits}?text=`)

  const phones = await stage.phones(href.slice(relay.url.length))
  await phones.getByRole('button', { name: 'Klant · Sam de Boer' }).click()
  const sam = phoneOf(phones, 'Sam de Boer')
  await sam.getByRole('button', { name: 'Verstuur' }).click()
  await shows(page, 'Je gaat verder in WhatsApp.')
  await along(page).getByRole('link', { name: 'Open WhatsApp' }).waitFor()
  expect(await along(page).locator('.sheet').count()).toBe(0)

  await writeOn(sam, 'Ik zit nu in de trein')
  await shows(page, 'Ik zit nu in de trein')
  await inbox.getByText('Ik zit nu in de trein').first().click()
  await write(inbox, 'Ja, er zijn er nog drie')
  const log = sam.getByRole('log')
  await log.getByText('Ja, er zijn er nog drie').waitFor()
  await shows(page, 'Ja, er zijn er nog drie')
  await page.locator('loods-chat .row.whatsapp').last().waitFor()
  await screenshot(page, 'along-went-on')
  expect(await page.locator('loods-chat').getByText('Ref:').count()).toBe(0)

  await write(page, 'Ik ben weer thuis')
  await shows(inbox, 'Ik ben weer thuis')
  await write(inbox, 'Dan praten we hier verder')
  await shows(page, 'Dan praten we hier verder')
  expect(await countThreads()).toBe(threads)
  expect(stage.errors).toEqual([])
})

test('a chat goes on in Messenger by a link with a reference, and is answered there', async () => {
  const { relay } = stage
  const page = await stage.shopper()
  await begin(page, 'Hebben jullie ook beddengoed?')
  await along(page).getByRole('button', { name: 'Verder in Messenger' }).click()
  const link = along(page).getByRole('link', { name: 'Open Messenger' })
  const href = (await link.getAttribute('href')) ?? ''
  const phones = await stage.phones(href.slice(relay.url.length))
  await phones.getByRole('button', { name: 'Klant · Sam de Boer' }).click()
  await shows(page, 'Je gaat verder in Messenger.')
  const sam = phoneOf(phones, 'Sam de Boer')
  await writeOn(sam, 'In het blauw, bedoel ik')
  await shows(page, 'In het blauw, bedoel ik')
  const inbox = await stage.merchant()
  await inbox.getByText('In het blauw, bedoel ik').first().click()
  await write(inbox, 'Blauw is er vanaf maandag')
  await sam.getByRole('log').getByText('Blauw is er vanaf maandag').waitFor()
  await shows(page, 'Blauw is er vanaf maandag')
  expect(stage.errors).toEqual([])
})
