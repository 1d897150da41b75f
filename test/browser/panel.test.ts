import type { Conversation, Message } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import { nanoid } from 'nanoid'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { openSocket } from '../../relay/src/testing/test-socket.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { type Shop, startShop } from '../support/shop-page.ts'

let browser: Browser
let relay: TestRelay
let owner: TestOwner
let shop: Shop
let context: BrowserContext
let page: Page
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ])
})
afterAll(() => browser.close())

beforeEach(async () => {
  relay = await startTestRelay()
  owner = await setUpOwner(relay)
  const tag = `<script async src="${relay.url}/widget/loader.js" data-site="${owner.siteKey}"></script>`
  const html = (lang: string) => `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>Bureaulamp Noot</title></head>
<body style="margin:0;background:#efe9df;font-family:sans-serif"><main style="padding:24px"><h1>Bureaulamp Noot</h1>
<p style="height:1500px">Notenhout en linnen.</p></main>${tag}</body></html>`
  shop = await startShop([
    { path: '/en/*', html: html('en') },
    { path: '/*', html: html('nl') },
  ])
})
afterEach(async () => {
  await context.close()
  await shop[Symbol.asyncDispose]()
  await relay[Symbol.asyncDispose]()
  expect(errors).toEqual([])
})

/** Waits as long as a busy machine may take. */
function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 20_000 })
}

async function openPage(
  options: BrowserContextOptions = PHONE,
  path = '/lampen/noot',
): Promise<void> {
  context = await browser.newContext({ locale: 'nl-NL', ...options })
  errors = []
  page = await newTab(path)
}

async function newTab(path = '/lampen/noot'): Promise<Page> {
  const tab = await context.newPage()
  tab.on('pageerror', (error) => errors.push(error.message))
  await tab.goto(shop.url + path)
  return tab
}

const launcher = (on = page) => on.getByRole('button', { name: /^Chat, Lamp & Linnen/ })
const panel = (on = page) => on.getByRole('dialog')
const field = (on = page) => panel(on).getByRole('textbox')
const log = (on = page) => panel(on).getByRole('log')

async function openChat(on = page): Promise<void> {
  await launcher(on).click()
  await field(on).waitFor()
}

async function write(text: string, on = page): Promise<void> {
  await field(on).fill(text)
  await field(on).press('Enter')
}

async function conversations(): Promise<Conversation[]> {
  const path = `/api/sites/${owner.siteId}/conversations`
  const answer = await relay.json<{ conversations: Conversation[] }>(path, { token: owner.token })
  return answer.conversations
}

/** The conversation that has this many messages of the shopper. */
async function stored(): Promise<{ conversation: Conversation; messages: Message[] }> {
  const conversation = (await conversations())[0] as Conversation
  const path = `/api/sites/${owner.siteId}/conversations/${conversation.id}/messages`
  const { messages } = await relay.json<{ messages: Message[] }>(path, { token: owner.token })
  return { conversation, messages }
}

async function storedTexts(): Promise<string[]> {
  if ((await conversations()).length === 0) return []
  return (await stored()).messages.map(({ text }) => text)
}

async function reply(text: string): Promise<void> {
  const { id } = (await conversations())[0] as Conversation
  const path = `/api/sites/${owner.siteId}/conversations/${id}/messages`
  await relay.json(path, { token: owner.token, body: { cid: nanoid(), text } })
}

/** A chat in which both sides have spoken. */
async function chat(): Promise<void> {
  await openChat()
  await write('Past deze bij E27?')
  await panel()
    .getByText(/· verstuurd|· sent/)
    .waitFor()
  await reply('Ja, tot 60 watt')
  await log().getByText('Ja, tot 60 watt').waitFor()
}

describe('a chat', () => {
  it('goes both ways with a member, with marks and typing', async () => {
    await openPage()
    await chat()
    const inbox = await openSocket(relay.url, {
      type: 'member_hello',
      v: 1,
      siteId: owner.siteId,
      token: owner.token,
    })
    await inbox.next('live')
    const { conversation } = await stored()
    await eventually(async () => (await stored()).conversation.marks.visitorRead).toBe(2)

    inbox.send({ type: 'seen', conversationId: conversation.id, read: 2 })
    await panel()
      .getByText(/· gelezen/)
      .waitFor()
    inbox.send({ type: 'typing', conversationId: conversation.id, on: true })
    await panel().getByText('Noor is aan het typen').waitFor({ state: 'attached' })
    await screenshot(page, 'panel-phone-typing-nl')
    await field().pressSequentially('Mooi')
    expect(await inbox.next('typing')).toMatchObject({ who: 'visitor', on: true })
    inbox.close()
  })

  it('is taken up after a reload, with what was typed and not sent', async () => {
    await openPage()
    await chat()
    await field().fill('nog niet verstuurd')
    await page.reload()
    await openChat()
    await log().getByText('Ja, tot 60 watt').waitFor()
    expect(await field().inputValue()).toBe('nog niet verstuurd')
  })

  it('stores nothing in the browser before the shopper writes', async () => {
    await openPage()
    await openChat()
    await panel().getByText('Waarmee kunnen we je helpen?').waitFor()
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    expect(await context.cookies()).toEqual([])
    await screenshot(page, 'panel-phone-new-nl')
  })

  it('shows hostile text as text, and leads only where links may', async () => {
    await openPage()
    await openChat()
    await write('<img src=x onerror=alert(1)> javascript:alert(1) https://lamp.example/x.')
    await panel()
      .getByText(/· verstuurd/)
      .waitFor()
    const link = log().getByRole('link')
    expect(await link.count()).toBe(1)
    expect(await link.getAttribute('href')).toBe('https://lamp.example/x')
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc')
    expect(await log().locator('img').count()).toBe(0)
  })

  it('counts on the launcher what came while it was closed, and marks where new begins', async () => {
    await openPage(DESK)
    await chat()
    await page.keyboard.press('Escape')
    await panel().waitFor({ state: 'hidden' })
    await reply('Nog vragen?')
    await page.getByRole('button', { name: /1 ongelezen/ }).click()
    await panel().getByText('Nieuwe berichten').waitFor()
    await eventually(async () => (await stored()).conversation.marks.visitorRead).toBe(3)
  })
})

describe('the thread', () => {
  it('fetches older messages when scrolled up, and keeps what is read in its place', async () => {
    await openPage()
    await chat()
    for (let i = 1; i <= 55; i++) await reply(`bericht ${i}`)
    await page.reload()
    await openChat()
    await log().getByText('bericht 55', { exact: true }).waitFor()
    expect(await log().getByText('bericht 1', { exact: true }).count()).toBe(0)
    await panel().evaluate((element) => Promise.all(element.getAnimations().map((a) => a.finished)))
    const scroller = panel().getByRole('region', { name: 'Berichten' })
    const oldest = log().getByText('bericht 6', { exact: true })
    await scroller.evaluate((element) => element.scrollTo(0, 150))
    const before = (await oldest.boundingBox())?.y ?? 0
    await log().getByText('bericht 1', { exact: true }).waitFor({ state: 'attached' })
    expect(Math.abs(((await oldest.boundingBox())?.y ?? 0) - before)).toBeLessThan(3)
    await panel().getByRole('button', { name: 'Naar het nieuwste bericht' }).click()
    expect(await log().getByText('bericht 55', { exact: true }).isVisible()).toBe(true)
  })

  it('tells of the wait in quiet lines, and offers to be called or mailed', async () => {
    await openPage()
    await chat()
    const where = { siteId: owner.siteId, conversationId: (await stored()).conversation.id }
    const say = (code: 'wait_text' | 'wait_offer', data = {}) =>
      relay.context.conversations.addLine({
        ...where,
        cid: nanoid(),
        audience: 'all',
        line: { code, data },
      })
    await say('wait_text', { waitSeconds: 40 })
    await panel()
      .getByText(/Het duurt iets langer.*binnen 40 seconden/)
      .waitFor()
    await say('wait_offer')
    await screenshot(page, 'panel-phone-lines-nl')
    await panel().getByRole('button', { name: 'Laat je gegevens achter' }).click()
    await panel().getByRole('radio', { name: 'Bel mij' }).check()
    await panel().getByLabel('Telefoonnummer').fill('06 1234 5678')
    await panel().getByRole('button', { name: 'Verstuur' }).click()
    await panel().getByText('Je hoort van ons op 06 1234 5678').waitFor()
    await panel().getByRole('button', { name: 'Terug naar de chat' }).click()
    await field().waitFor()
    await panel()
      .getByText(/Gegevens achtergelaten/)
      .waitFor()
  })

  it('shows what a member corrected and withdrew', async () => {
    await openPage()
    await chat()
    const { conversation, messages } = await stored()
    const path = `/api/sites/${owner.siteId}/conversations/${conversation.id}/messages/${messages[1]?.id}`
    await relay.json(path, {
      method: 'PATCH',
      token: owner.token,
      body: { text: 'Ja, tot 40 watt' },
    })
    await log().getByText('Ja, tot 40 watt').waitFor()
    await panel()
      .getByText(/· verbeterd/)
      .waitFor()
    await relay.json(path, { method: 'DELETE', token: owner.token })
    await log().getByText('Dit bericht is ingetrokken').waitFor()
    expect(await log().getByText('40 watt').count()).toBe(0)
  })

  it('begins with the prompt the shopper accepted', async () => {
    await relay.json(`/api/sites/${owner.siteId}/settings`, {
      method: 'PATCH',
      token: owner.token,
      body: { manners: { ...DEFAULT_MANNERS, early: 3 } },
    })
    const text = 'Twijfel je over de fitting? Ik kijk graag mee.'
    await relay.json(`/api/sites/${owner.siteId}/triggers`, {
      token: owner.token,
      body: {
        name: 'fitting',
        enabled: true,
        page: '',
        when: { type: 'visible_seconds', seconds: 1 },
        texts: { nl: text, en: 'Unsure?' },
        holdOut: 0,
      },
    })
    await openPage()
    await page.getByRole('button', { name: 'Stel je vraag' }).click()
    await log().getByText(text).waitFor()
    await write('Ja graag')
    await eventually(storedTexts).toEqual(['', 'Ja graag'])
    expect((await stored()).messages[0]?.line).toMatchObject({ code: 'prompt', data: { text } })
    expect(await log().getByText(text).count()).toBe(1)
  })
})

describe('a second tab', () => {
  it('shares the socket, hears and says the same', async () => {
    const sockets: string[] = []
    await openPage(DESK)
    await chat()
    const other = await newTab()
    other.on('websocket', (socket) => sockets.push(socket.url()))
    await openChat(other)
    await log(other).getByText('Ja, tot 60 watt').waitFor()
    await write('uit de tweede', other)
    await panel(other)
      .getByText(/· verstuurd/)
      .first()
      .waitFor()
    await log(page).getByText('uit de tweede').waitFor()
    await reply('aan beide')
    await log(page).getByText('aan beide').waitFor()
    await log(other).getByText('aan beide').waitFor()
    expect(relay.context.rooms.count().visitors).toBe(1)
    await page.close()
    await reply('na het sluiten')
    await log(other).getByText('na het sluiten').waitFor()
  })
})

describe('a bad network', () => {
  it('keeps what is said offline, says so, and sends it once when it returns', async () => {
    await openPage()
    await chat()
    await context.setOffline(true)
    await panel().getByText('Geen verbinding').waitFor()
    await write('in de tunnel')
    await panel()
      .getByText(/bewaard, gaat later mee/)
      .waitFor()
    await screenshot(page, 'panel-phone-offline-nl')
    await context.setOffline(false)
    await eventually(storedTexts).toEqual(['Past deze bij E27?', 'Ja, tot 60 watt', 'in de tunnel'])
    await panel().getByText('Geen verbinding').waitFor({ state: 'detached' })
    await eventually(() => log().getByText('in de tunnel').count()).toBe(1)
  })

  it('shows a refused message with its reason, and sends it again on a tap', async () => {
    await openPage()
    await page.route('**/messages', (route) =>
      route.fulfill({ status: 403, json: { error: { code: 'blocked', message: 'no' } } }),
    )
    await openChat()
    await write('Hallo?')
    await panel().getByText('Niet verstuurd.').waitFor()
    await screenshot(page, 'panel-phone-not-sent-nl')
    await page.unroute('**/messages')
    await panel().getByRole('button', { name: 'Verstuur opnieuw' }).click()
    await eventually(storedTexts).toEqual(['Hallo?'])
    await panel()
      .getByText(/· verstuurd/)
      .waitFor()
  })

  it('chats by long poll where sockets are blocked', async () => {
    await openPage()
    await page.routeWebSocket(/live/, (socket) => socket.close())
    await chat()
    await reply('zonder socket')
    await log().getByText('zonder socket').waitFor()
  })
})

describe('files and voice', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
    'base64',
  )

  it('sends a picture that shows in the thread, and a text to download', async () => {
    await openPage(DESK)
    await openChat()
    await panel()
      .getByLabel('Bestand toevoegen')
      .setInputFiles([
        { name: 'lamp.png', mimeType: 'image/png', buffer: png },
        { name: 'vraag ü.txt', mimeType: 'text/plain', buffer: Buffer.from('Past dit?') },
      ])
    await log().getByRole('img', { name: 'Foto: lamp.png' }).waitFor()
    await log()
      .getByRole('link', { name: /vraag ü.txt/ })
      .waitFor()
    await eventually(async () =>
      (await stored()).messages.map(({ file }) => file?.name).sort(),
    ).toEqual(['lamp.png', 'vraag ü.txt'])
    await screenshot(page, 'panel-desk-files-nl')
  })

  it('says why a file is not taken, and keeps the chat as it was', async () => {
    await openPage(DESK)
    await openChat()
    await panel()
      .getByLabel('Bestand toevoegen')
      .setInputFiles([
        { name: 'groot.png', mimeType: 'image/png', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
        { name: 'virus.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
      ])
    await panel().getByText('groot.png is groter dan 10 MB').waitFor()
    await panel().getByText('virus.exe is geen soort bestand').waitFor()
    for (const name of ['groot.png', 'virus.exe']) {
      await panel()
        .getByRole('listitem')
        .filter({ hasText: name })
        .getByRole('button', { name: 'Annuleer' })
        .click()
    }
    await eventually(() => panel().getByRole('listitem').count()).toBe(0)
  })

  it('records a voice note and sends it', async () => {
    await openPage()
    await context.grantPermissions(['microphone'])
    await openChat()
    await panel().getByRole('button', { name: 'Spraakbericht opnemen' }).click()
    await panel().getByText('Opname 0:01').waitFor()
    await screenshot(page, 'panel-phone-recording-nl')
    await panel().getByRole('button', { name: 'Verstuur spraakbericht' }).click()
    await log().getByRole('button', { name: 'Speel af' }).waitFor()
    await eventually(async () => (await stored()).messages[0]?.file?.type).toBe('audio/webm')
    await screenshot(page, 'panel-phone-voice-nl')
  })
})

describe('an absent shop', () => {
  beforeEach(() => closeShop())

  async function closeShop(): Promise<void> {
    await relay.json(`/api/sites/${owner.siteId}/settings`, {
      method: 'PATCH',
      token: owner.token,
      body: { availability: 'away' },
    })
  }

  it('takes an address and a question instead of a message', async () => {
    await openPage()
    await launcher().click()
    await panel().getByLabel('Naam').fill('Sanne')
    await panel().getByLabel('E-mail', { exact: true }).last().fill('sanne')
    await panel().getByLabel('Je vraag').fill('Kan ik de lamp ruilen?')
    await panel().getByRole('button', { name: 'Verstuur' }).click()
    await panel().getByText('Dit is nog geen e-mailadres.').waitFor()
    await panel().getByLabel('E-mail', { exact: true }).last().fill('sanne@voorbeeld.nl')
    await screenshot(page, 'panel-phone-away-nl')
    await panel().getByRole('button', { name: 'Verstuur' }).click()
    await panel().getByText('Je hoort van ons op sanne@voorbeeld.nl').waitFor()
    await eventually(storedTexts).toContain('Kan ik de lamp ruilen?')
    await panel().getByText('Gegevens achtergelaten').waitFor()
    expect(await panel().getByText('Je hoort van ons op sanne@voorbeeld.nl').isVisible()).toBe(true)
    await screenshot(page, 'panel-phone-away-done-nl')
  })
})

describe('a phone', () => {
  it('is filled by the panel, and its back gesture closes it without leaving the page', async () => {
    await openPage()
    const url = page.url()
    await openChat()
    await eventually(() => panel().boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    await page.goBack()
    await panel().waitFor({ state: 'hidden' })
    expect(page.url()).toBe(url)
    await openChat()
    await panel().getByRole('button', { name: 'Chat sluiten' }).click()
    await eventually(() => page.evaluate(() => history.state)).toBeNull()
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('')
  })
})

describe('a keyboard alone', () => {
  it('opens, writes, sends, resizes, closes, and comes back to the launcher', async () => {
    await openPage(DESK)
    await launcher().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await field().waitFor()
    await page.keyboard.type('met het toetsenbord')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('twee regels')
    await page.keyboard.press('Enter')
    await eventually(storedTexts).toEqual(['met het toetsenbord\ntwee regels'])
    await page.keyboard.press('Shift+Tab')
    const handle = panel().getByRole('separator')
    await handle.focus()
    const before = (await panel().boundingBox())?.height ?? 0
    await page.keyboard.press('ArrowDown')
    await eventually(async () => (await panel().boundingBox())?.height).toBe(before - 24)
    await page.keyboard.press('Escape')
    await panel().waitFor({ state: 'hidden' })
    await eventually(() =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className),
    ).toContain('launcher')
  })

  it('picks an emoji where the cursor is', async () => {
    await openPage(DESK)
    await openChat()
    await field().fill('ja  graag')
    await field().press('Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await panel().getByRole('button', { name: 'Emoji' }).click()
    await panel().getByRole('button', { name: '🙂' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await screenshot(page, 'panel-desk-emoji-nl')
    expect(await field().inputValue()).toBe('ja 😊 graag')
  })
})
