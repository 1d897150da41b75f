import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MeAnswer, Message, StartAnswer } from '@loods/protocol'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MemberPrincipal } from '../../relay/src/http/principal.ts'
import { addMember } from '../../relay/src/members/member.service.ts'
import {
  addTestSite,
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { seedConversations } from '../support/many-conversations.ts'

let browser: Browser
let dataDir: string
let env: Record<string, string>
let relay: TestRelay
let owner: TestOwner
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(() => browser.close())

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'loods-inbox-'))
  env = { DATA_DIR: dataDir, SECRET_KEY: randomBytes(32).toString('base64url') }
  relay = await startTestRelay({ env })
  // Started again, it must be found where it was.
  env.PORT = new URL(relay.url).port
  errors = []
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  await relay[Symbol.asyncDispose]()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A page of a browser of its own, in a language. */
async function openPage(options: BrowserContextOptions, locale = 'nl-NL'): Promise<Page> {
  // Its worker has tests of its own; here it would only take time.
  const context = await browser.newContext({ serviceWorkers: 'block', ...options, locale })
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  return page
}

/** The inbox of the owner, who is signed in already. */
async function openInbox(
  options: BrowserContextOptions = DESK,
  { path = '', locale = 'nl-NL' } = {},
): Promise<Page> {
  const page = await openPage(options, locale)
  const [name = '', value = ''] = owner.cookie.split('=')
  await page.context().addCookies([{ name, value, url: relay.url }])
  await page.goto(`${relay.url}/inbox${path}`)
  await page
    .getByRole('heading', { name: /Gesprekken|klaar|Conversations|ready|Zoek/ })
    .first()
    .waitFor()
  return page
}

interface Shopper extends StartAnswer {
  say(text: string): Promise<void>
  hears(): Promise<Message[]>
}

async function shopper(): Promise<Shopper> {
  const visitor = await startVisitor(relay, owner.siteKey)
  const widget = `/widget/v1/${owner.siteKey}`
  return {
    ...visitor,
    async say(text) {
      await relay.json(`${widget}/messages`, {
        token: visitor.secret,
        body: { cid: randomUUID(), text },
      })
    },
    async hears() {
      const thread = await relay.json<{ messages: Message[] }>(`${widget}/thread`, {
        token: visitor.secret,
      })
      return thread.messages.filter(({ kind }) => kind === 'text')
    },
  }
}

/** Who was just written to, from the shopper's side. */
async function heardBy({ hears }: Shopper, count: number): Promise<string[]> {
  await expect.poll(async () => (await hears()).length, { timeout: 15_000 }).toBe(count)
  return (await hears()).map(({ text }) => text)
}

/** Lengthens a thread by what a member said. */
async function seedMessages(conversationId: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n++) {
    await relay.context.conversations.sayAsMember(
      {
        kind: 'member',
        siteId: owner.siteId,
        memberId: owner.memberId,
        name: 'Noor',
      } as MemberPrincipal,
      conversationId,
      { cid: randomUUID(), text: `Strootje ${n}` },
    )
  }
}

/** Whether all of it is inside the window. */
function isInView(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })
}

/** Runs in the page: counts the tones it plays. */
function countTones(): void {
  const counted = globalThis as unknown as { tones: number }
  counted.tones = 0
  const { start } = OscillatorNode.prototype
  OscillatorNode.prototype.start = function (...when) {
    counted.tones += 1
    start.apply(this, when)
  }
}

const thread = (page: Page) => page.getByRole('log')

describe('the first owner', () => {
  it('comes in by the link, sees what to do, sends a test message and answers it', async () => {
    const page = await openPage(DESK)
    await page.goto(`${relay.url}/inbox#set-up=${await relay.context.setUp.openLink()}`)
    await page.getByLabel('Naam van je winkel').fill('Lamp & Linnen')
    await page.getByLabel('Je naam').fill('Noor')
    await page.getByLabel('E-mailadres').fill('noor@lamp.example')
    await page.getByLabel('Wachtwoord').fill('een lamp met linnen kap')
    await screenshot(page, 'inbox-set-up')
    await page.getByRole('button', { name: 'Open mijn inbox' }).click()
    await page.getByRole('heading', { name: 'Je inbox staat klaar' }).waitFor()
    expect(page.url()).not.toContain('set-up')
    await screenshot(page, 'inbox-first-run')
    await page.getByRole('button', { name: 'Stuur een testbericht' }).click()
    await page.getByRole('option', { name: /Dit is een testbericht/ }).click()
    await page.getByLabel('Je antwoord').fill('Ik lees je')
    await page.keyboard.press('Enter')
    await thread(page).getByText('Ik lees je').waitFor()
    await page.getByText('verstuurd').waitFor()
    expect(errors).toEqual([])
  })
})

describe('a merchant', () => {
  beforeEach(async () => {
    owner = await setUpOwner(relay)
  })

  it('sees a message arrive, answers it, and sees that it was read', async () => {
    const page = await openInbox()
    const sanne = await shopper()
    await sanne.say('Kan ik het nog voor vrijdag hebben?')
    await page.getByRole('option', { name: /voor vrijdag/ }).click()
    await page.getByLabel('Je antwoord').fill('Ja hoor 😊')
    await page.keyboard.press('Enter')
    expect(await heardBy(sanne, 2)).toEqual(['Kan ik het nog voor vrijdag hebben?', 'Ja hoor 😊'])
    await relay.call(`/widget/v1/${owner.siteKey}/seen`, {
      token: sanne.secret,
      body: { read: 2 },
    })
    await thread(page)
      .getByText(/gelezen/)
      .waitFor()
    await sanne.say('Top')
    await thread(page).getByText('Top').waitFor()
    await screenshot(page, 'inbox-desk')
    expect(errors).toEqual([])
  })

  it('leaves a note that only the team reads', async () => {
    const sanne = await shopper()
    await sanne.say('Hoi')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await page.getByRole('button', { name: 'Notitie', exact: true }).click()
    await page.getByLabel('Je notitie').fill('Bel het magazijn')
    await page.getByRole('button', { name: 'Plaats notitie' }).click()
    await thread(page).getByText('alleen voor het team').waitFor()
    expect((await sanne.hears()).map(({ text }) => text)).toEqual(['Hoi'])
  })

  it('finds the draft again after a reload', async () => {
    const sanne = await shopper()
    await sanne.say('Hoi')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await page.getByLabel('Je antwoord').fill('Ik ga even kijk')
    await page.reload()
    await expect.poll(() => page.getByLabel('Je antwoord').inputValue()).toBe('Ik ga even kijk')
  })

  it('is told that the relay is away, writes on, and loses nothing', async () => {
    const sanne = await shopper()
    await sanne.say('Een')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await thread(page).getByText('Een').waitFor()
    await relay[Symbol.asyncDispose]()
    await page.getByText(/Geen verbinding/).waitFor()
    await page.getByLabel('Je antwoord').fill('Geschreven zonder lijn')
    await page.keyboard.press('Enter')
    await thread(page).getByText('gaat weg zodra de lijn terug is').waitFor()
    await screenshot(page, 'inbox-offline')
    await page.goto('about:blank')
    relay = await startTestRelay({ env })
    await sanne.say('Twee')
    await page.goto(`${relay.url}/inbox#/c/${sanne.conversationId}`)
    await thread(page).getByText('Twee').waitFor()
    expect((await heardBy(sanne, 3)).toSorted()).toEqual(['Een', 'Geschreven zonder lijn', 'Twee'])
    await expect.poll(() => page.getByText(/Geen verbinding/).count()).toBe(0)
    await expect.poll(() => page.getByText('Geschreven zonder lijn').count()).toBe(2)
  })

  it('comes back by itself when the relay does', async () => {
    const sanne = await shopper()
    await sanne.say('Een')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await thread(page).getByText('Een').waitFor()
    await relay[Symbol.asyncDispose]()
    await page.getByText(/Geen verbinding/).waitFor()
    relay = await startTestRelay({ env })
    await sanne.say('Terwijl je weg was')
    // The button is gone when the inbox was quicker than the hand.
    const pressed = page.getByRole('button', { name: 'Probeer nu' }).click()
    const back = thread(page).getByText('Terwijl je weg was').waitFor()
    await Promise.all([back, Promise.race([pressed.catch(() => undefined), back])])
    await expect.poll(() => page.getByText(/Geen verbinding/).count()).toBe(0)
  })

  it('does everything by keyboard', async () => {
    const first = await shopper()
    await first.say('Eerste')
    const second = await shopper()
    await second.say('Tweede')
    const page = await openInbox()
    await page.getByRole('option').nth(1).waitFor()
    await page.keyboard.press('j')
    await thread(page).getByText('Eerste').waitFor()
    await page.keyboard.press('j')
    await thread(page).getByText('Tweede').waitFor()
    await page.keyboard.press('k')
    await thread(page).getByText('Eerste').waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('Hoi!')
    await page.keyboard.press('Enter')
    expect(await heardBy(first, 2)).toContain('Hoi!')
    await page.keyboard.press('Escape')
    await page.keyboard.press('m')
    await thread(page).getByText('Noor nam dit gesprek').waitFor()
    await page.keyboard.press('e')
    await page.getByRole('heading', { name: 'Nog iets?' }).waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Rond nu af' }).press('Enter')
    await thread(page).getByText('Afgerond door Noor').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('heading', { name: 'Sneltoetsen' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('heading', { name: 'Sneltoetsen' }).count()).toBe(0)
  })

  it('corrects and withdraws an own message', async () => {
    const sanne = await shopper()
    await sanne.say('Hoi')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await page.getByLabel('Je antwoord').fill('Morgne in huis')
    await page.keyboard.press('Enter')
    await thread(page).getByText('Morgne in huis').hover()
    await page.getByRole('button', { name: 'Verbeter' }).click()
    await page.getByLabel('Je antwoord').fill('Morgen in huis')
    await page.keyboard.press('Enter')
    await thread(page).getByText('verbeterd').waitFor()
    const heard = async () => (await sanne.hears()).map(({ text }) => text)
    await expect.poll(heard).toEqual(['Hoi', 'Morgen in huis'])
    await thread(page).getByText('Morgen in huis').hover()
    await page.getByRole('button', { name: 'Trek in' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Trek in' }).click()
    await thread(page).getByText('Bericht ingetrokken').waitFor()
    await expect.poll(heard).toEqual(['Hoi', ''])
  })

  it('answers from a canned reply with the slash', async () => {
    await relay.json(`/api/sites/${owner.siteId}/canned-replies`, {
      token: owner.token,
      body: { shortcut: 'retour', text: 'Hoi {name}! 30 dagen gratis.' },
    })
    const sanne = await shopper()
    await sanne.say('Kan ik ruilen?')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await page.getByLabel('Je antwoord').pressSequentially('/ret')
    await page.getByRole('option', { name: /30 dagen gratis/ }).waitFor()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByLabel('Je antwoord').inputValue())
      .toBe('Hoi! 30 dagen gratis.')
  })

  it('finds words far up in a long conversation, and lands on them', async () => {
    const sanne = await shopper()
    await sanne.say('Mijn naald ligt in deze hooiberg')
    await seedMessages(sanne.conversationId, 180)
    const page = await openInbox(DESK, { path: '#/search' })
    await page.getByRole('searchbox').fill('hooiberg')
    await page
      .getByRole('main')
      .getByRole('button', { name: /hooiberg/ })
      .click()
    const found = thread(page).locator('[data-found=true]')
    await found.getByText('Mijn naald').waitFor()
    expect(await isInView(found)).toBe(true)
    await screenshot(page, 'inbox-found')
    await sanne.say('En nog iets nieuws')
    await page.getByRole('button', { name: /nieuw/ }).waitFor()
    expect(await isInView(found)).toBe(true)
    await page.getByRole('button', { name: /nieuw/ }).click()
    await expect.poll(() => isInView(thread(page).getByText('En nog iets nieuws'))).toBe(true)
    await page.goBack()
    expect(await page.getByRole('searchbox').inputValue()).toBe('hooiberg')
    await page
      .getByRole('main')
      .getByRole('button', { name: /hooiberg/ })
      .waitFor()
    expect(errors).toEqual([])
  })

  it('corrects who the shopper is in place, and the list says so too', async () => {
    const sanne = await shopper()
    await sanne.say('Hoi')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    const column = page.getByRole('complementary')
    await column.getByRole('button', { name: 'Wijzig' }).click()
    await column.getByLabel('Naam').fill('Sanne Visser')
    await column.getByLabel('Telefoon').fill('geen nummer')
    await column.getByLabel('Notitie').fill('Belt liever dan dat ze mailt')
    await column.getByRole('button', { name: 'Bewaar' }).click()
    await column.getByText('Dit is nog geen telefoonnummer.').waitFor()
    await screenshot(page, 'inbox-contact-form')
    await column.getByLabel('Telefoon').fill('06 12345678')
    await column.getByRole('button', { name: 'Bewaar' }).click()
    await column.getByText('Belt liever').waitFor()
    await page.getByRole('option', { name: /Sanne Visser/ }).waitFor()
    await column.getByRole('button', { name: 'Wijzig' }).click()
    await column.getByLabel('Naam').fill('Iets anders')
    await page.keyboard.press('Escape')
    await column.getByText('Sanne Visser').waitFor()
    expect(errors).toEqual([])
  })

  it('erases a shopper from the column, after reading what goes and typing the name', async () => {
    const sanne = await shopper()
    await sanne.say('Vergeet mij')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    const colleague = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await thread(colleague).getByText('Vergeet mij').waitFor()
    await page.getByText('Gegevens', { exact: true }).click()
    await screenshot(page, 'inbox-contact-data')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Exporteer leesbaar' }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('Vergeet mij')
    await page.getByRole('button', { name: 'Wis', exact: true }).click()
    await page.getByText('bestanden en spraakberichten').waitFor()
    await page.getByLabel(/^Typ /).fill('bezoeker')
    await screenshot(page, 'inbox-erase')
    await page.getByRole('button', { name: 'Wis voorgoed' }).click()
    await page.getByText('Alles van deze persoon is gewist').waitFor()
    await expect.poll(() => page.getByText('Vergeet mij').count()).toBe(0)
    await colleague.getByRole('heading', { name: /bestaat niet|niet meer/ }).waitFor()
    expect(errors).toEqual([])
  })

  it('sends a file, and the shopper gets it', async () => {
    const sanne = await shopper()
    await sanne.say('Heb je een foto?')
    const page = await openInbox(DESK, { path: `#/c/${sanne.conversationId}` })
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'maten.txt', mimeType: 'text/plain', buffer: Buffer.from('12 cm') })
    await page.getByRole('button', { name: 'Verwijder maten.txt' }).waitFor()
    await page.getByRole('button', { name: 'Verstuur' }).click()
    await thread(page).getByRole('link', { name: 'Download maten.txt' }).waitFor()
    await expect.poll(async () => (await sanne.hears()).at(-1)?.file?.name).toBe('maten.txt')
  })

  it('speaks English to whoever asks for it', async () => {
    await relay.context.writer.run(({ db }) =>
      db.updateTable('accounts').set({ language: 'en' }).execute(),
    )
    const sanne = await shopper()
    await sanne.say('Hello')
    const page = await openInbox(PHONE, { locale: 'en-GB' })
    await page.getByRole('tab', { name: 'Waiting 1' }).waitFor()
    await screenshot(page, 'inbox-phone-list')
    await page.getByRole('option').click()
    await page.getByLabel('Your reply').waitFor()
    await screenshot(page, 'inbox-phone-chat')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('option').waitFor()
  })

  it('keeps its place in a long list when everything must be fetched anew', async () => {
    await seedConversations(relay, owner, 400)
    const page = await openInbox()
    const list = page.getByRole('listbox', { name: 'Wacht' })
    await list.getByText('Klant 2', { exact: true }).waitFor()
    const deepest = async () => {
      await list.evaluate((element) => element.scrollTo(0, element.scrollHeight))
      return list.getByText(/^Klant (2\d\d)$/).count()
    }
    await expect.poll(deepest, { timeout: 20_000 }).toBeGreaterThan(0)
    const place = () => list.evaluate((element) => element.scrollTop)
    const before = await place()
    const name =
      (await list
        .getByText(/^Klant 2\d\d$/)
        .first()
        .textContent()) ?? ''
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await relay.context.writer.run(({ db }) =>
      db.updateTable('meta').set({ value: 'restored' }).where('key', '=', 'epoch').execute(),
    )
    await relay[Symbol.asyncDispose]()
    relay = await startTestRelay({ env })
    await expect
      .poll(() => asked.filter((url) => url.includes('view=all')).length, { timeout: 20_000 })
      .toBeGreaterThan(4)
    await page.waitForLoadState('networkidle')
    await expect.poll(place).toBe(before)
    await list.getByText(name, { exact: true }).waitFor()
    expect(errors).toEqual([])
  })

  it('is told that the browser holds back sound, and hears who waits after one press', async () => {
    const page = await openPage(DESK)
    await page.addInitScript(countTones)
    const tones = () => page.evaluate(() => (globalThis as unknown as { tones: number }).tones)
    const [name = '', value = ''] = owner.cookie.split('=')
    await page.context().addCookies([{ name, value, url: relay.url }])
    await page.goto(`${relay.url}/inbox`)
    await page.getByText('Je browser houdt het geluid tegen').waitFor()
    await screenshot(page, 'inbox-mute')
    const first = await shopper()
    await first.say('Hoort iemand mij?')
    await page.getByRole('option', { name: /Hoort iemand/ }).waitFor()
    expect(await tones()).toBe(0)
    await page.getByRole('button', { name: 'Zet geluid aan' }).click()
    await expect.poll(tones).toBeGreaterThanOrEqual(2)
    await expect.poll(() => page.getByText('Je browser houdt').count()).toBe(0)
    // Whose chat is open rings no more: what is heard from here on is for the second.
    await page.getByRole('option', { name: /Hoort iemand/ }).click()
    await expect.poll(() => page.title()).not.toMatch(/^\(/)
    const heard = await tones()
    const second = await shopper()
    await second.say('En mij?')
    // Right behind another ring it is left out, and heard at its next moment, after 20 s.
    await expect.poll(tones, { timeout: 40_000 }).toBeGreaterThan(heard)
    expect(await page.title()).toMatch(/^\(1\) /)
  })

  it('takes files let go anywhere on the conversation, and asks before it ends on a question', async () => {
    const sanne = await shopper()
    await sanne.say('Kan ik het nog ruilen?')
    const page = await openInbox(PHONE)
    await page.getByRole('option').click()
    await thread(page).getByText('ruilen').waitFor()
    const dataTransfer = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['hallo'], 'maattabel.txt', { type: 'text/plain' }))
      return transfer
    })
    await thread(page).dispatchEvent('drop', { dataTransfer })
    await page.getByText('maattabel.txt').waitFor()
    await page.getByRole('button', { name: 'Afronden' }).click()
    await page.getByRole('button', { name: 'Vraag het eerst' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Meer acties' }).click()
    await page.getByRole('button', { name: 'Later' }).click()
    const menu = page.getByRole('group', { name: 'Later' })
    await menu.waitFor()
    await screenshot(page, 'inbox-phone-snooze')
    expect(await menu.evaluate((element) => element.getBoundingClientRect().left)).toBeGreaterThan(
      0,
    )
    expect(errors).toEqual([])
  })

  it('sees who waits in another shop, and goes there', async () => {
    const other = await addTestSite(relay)
    const { accountId } = await relay.json<MeAnswer>('/api/me', { token: owner.token })
    await relay.context.writer.run((tx) =>
      addMember(tx, { siteId: other.siteId, accountId, role: 'agent' }),
    )
    const { secret } = await startVisitor(relay, other.siteKey)
    await relay.json(`/widget/v1/${other.siteKey}/messages`, {
      token: secret,
      body: { cid: randomUUID(), text: 'Is hier iemand?' },
    })
    const page = await openInbox()
    await page.getByRole('button', { name: /^1 ?Jij/ }).click()
    await screenshot(page, 'inbox-shops')
    await page.getByRole('button', { name: /Buurwinkel.*1 klant wacht/ }).click()
    await page.getByRole('option', { name: /Is hier iemand/ }).waitFor()
    expect(errors).toEqual([])
  })

  it('is silent in every browser once the member wants no sound', async () => {
    const page = await openInbox()
    await page.getByRole('button', { name: 'Jij' }).click()
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT')
    await page.getByLabel('Geluid als er iemand wacht').uncheck()
    await saved
    const other = await openPage(DESK)
    await other.addInitScript(countTones)
    const [name = '', value = ''] = owner.cookie.split('=')
    await other.context().addCookies([{ name, value, url: relay.url }])
    const read = other.waitForResponse((answer) => answer.url().endsWith('/notifications'))
    await other.goto(`${relay.url}/inbox`)
    await read
    await other.getByRole('button', { name: 'Jij' }).click()
    expect(await other.getByLabel('Geluid als er iemand wacht').isChecked()).toBe(false)
    const sanne = await shopper()
    await sanne.say('Ssst')
    await other.getByRole('option', { name: /Ssst/ }).waitFor()
    expect(await other.evaluate(() => (globalThis as unknown as { tones: number }).tones)).toBe(0)
  })

  it('scrolls fluently through ten thousand conversations', async () => {
    await seedConversations(relay, owner, 10_000)
    const page = await openInbox()
    const list = page.getByRole('listbox', { name: 'Wacht' })
    await list.getByRole('option').first().waitFor()
    const furthest = async () => {
      const names = await list.getByText(/^Klant \d+$/).allTextContents()
      await list.evaluate((element) => {
        element.scrollTop = element.scrollHeight
      })
      return Math.max(...names.map((name) => Number(name.slice(6))))
    }
    await expect.poll(furthest, { timeout: 30_000 }).toBeGreaterThan(600)
    expect(await list.getByRole('option').count()).toBeLessThan(60)
    expect(errors).toEqual([])
  })
})
