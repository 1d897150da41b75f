import { Buffer } from 'node:buffer'
import { nanoid } from 'nanoid'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DESK, screenshot } from '../support/chromium.ts'
import { type SmtpCatcher, startSmtpCatcher } from '../support/smtp-catcher.ts'
import { begin, composerOf, openStage, type Stage, shows, write } from './stage.ts'

const DAY = 86_400_000
/** Characters a shopper's message may have. */
const LONGEST = 4_000

let ahead = 0
let mails: SmtpCatcher
let stage: Stage
let inbox: Page

beforeAll(async () => {
  mails = await startSmtpCatcher()
  stage = await openStage({ clock: () => Date.now() + ahead, env: { SMTP_URL: mails.url } })
  inbox = await stage.merchant()
}, 60_000)
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await mails?.stop()
})
afterEach(() => expect(stage.errors).toEqual([]))

const log = (page: Page) => page.getByRole('log')

/** Puts a text into the composer as a paste does, so many times over, whatever characters it has. */
async function paste(page: Page, text: string, times = 1): Promise<void> {
  // A lone surrogate does not travel as text.
  const codes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  await composerOf(page).evaluate(
    (field: HTMLTextAreaElement, { codes, times }) => {
      field.value = String.fromCharCode(...codes).repeat(times)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
    { codes, times },
  )
}

function lengthOf(page: Page): Promise<number> {
  return composerOf(page).evaluate((field: HTMLTextAreaElement) => field.value.length)
}

describe('what a shopper may write', () => {
  let shopper: Page
  beforeAll(async () => {
    shopper = await stage.shopper()
    await begin(shopper, 'Iets gewoons')
    await inbox.getByRole('option').filter({ hasText: 'Iets gewoons' }).click()
  })

  it('is not too long: the panel says by how much and what to do, and keeps every letter', async () => {
    await paste(shopper, 'x'.repeat(LONGEST + 7))
    await shows(shopper, '7 tekens te veel. Verstuur het in delen.')
    await composerOf(shopper).press('Enter')
    expect(await lengthOf(shopper)).toBe(LONGEST + 7)
    await screenshot(shopper, 'hostile-too-long')
    await paste(shopper, `${'y'.repeat(LONGEST - 4)} eind`)
    await shopper.getByText(/tekens te veel/).waitFor({ state: 'visible' })
    await paste(shopper, `${'y'.repeat(LONGEST - 5)} eind`)
    await shopper.getByText(/tekens te veel/).waitFor({ state: 'detached' })
    await composerOf(shopper).press('Enter')
    await log(inbox)
      .getByText(/^y+ eind$/)
      .waitFor()
  })

  it('may be a megabyte of emoji in the field, which neither page minds', async () => {
    await paste(shopper, '😀', 262_144)
    await shows(shopper, /tekens te veel/)
    await composerOf(shopper).press('Enter')
    expect(await lengthOf(shopper)).toBe(524_288)
    await paste(shopper, '😀'.repeat(LONGEST / 2))
    await composerOf(shopper).press('Enter')
    await log(inbox)
      .getByText('😀'.repeat(LONGEST / 2), { exact: true })
      .waitFor()
  })

  it('may hold characters that are none: the rest of it arrives, and nothing breaks', async () => {
    await paste(shopper, 'voor\u0000na \ud83d los \udc00 einde\u202e om')
    await composerOf(shopper).press('Enter')
    await log(inbox)
      .getByText(/voor.*na .* los .* einde/)
      .waitFor()
    await expect.poll(() => shopper.getByText(/wordt verstuurd|Niet verstuurd/).count()).toBe(0)
    await write(inbox, 'Wat bedoel je?')
    await shows(shopper, 'Wat bedoel je?')
    await screenshot(inbox, 'hostile-inbox')
  })

  it('may come with a file of any name, which is only ever text', async () => {
    const names = [
      '../../../etc/passwd.txt',
      '"><img src=x onerror=alert(1)>.txt',
      'gevaarlijk\u202etxt.exe.txt',
      `${'lang'.repeat(100)}.txt`,
    ]
    const input = shopper.locator('input[type=file]').first()
    for (const name of names) {
      const before = await log(inbox).locator('a.download').count()
      await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('x') })
      await expect.poll(() => log(inbox).locator('a.download').count()).toBe(before + 1)
    }
    const saved = await log(inbox)
      .locator('a.download')
      .evaluateAll((links) => links.map((link) => link.getAttribute('download') ?? ''))
    expect(saved).toHaveLength(names.length)
    for (const name of saved) expect(name).toMatch(/^[^/\\\u202e\0]{1,120}\.txt$/)
    for (const page of [shopper, inbox]) expect(await log(page).locator('img').count()).toBe(0)
    const frame = await log(inbox).evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(frame).toBe(0)
    await screenshot(inbox, 'hostile-file-names')
    await screenshot(shopper, 'hostile-file-names-panel')
  })
})

describe('a link that is used up or too old', () => {
  /** A browser nobody is signed in with, at a door of the inbox. */
  async function door(hash: string): Promise<Page> {
    const context = await stage.browser.newContext({ ...DESK, locale: 'nl-NL' })
    const page = await context.newPage()
    await page.goto(`${stage.relay.url}/inbox${hash}`)
    await page.getByRole('heading').first().waitFor()
    return page
  }

  const spent = (page: Page) => shows(page, 'Deze link is gebruikt of verlopen. Vraag een nieuwe.')

  it('for setting up says so and keeps what was typed', async () => {
    const page = await door(`#set-up=${nanoid(43)}`)
    await page.getByLabel('Naam van je winkel').fill('Tweede winkel')
    await page.getByLabel('Je naam').fill('Indringer')
    await page.getByLabel('E-mailadres').fill('x@lamp.example')
    await page.getByLabel('Wachtwoord').fill('een lamp met linnen kap')
    await page.getByRole('button', { name: 'Open mijn inbox' }).click()
    await spent(page)
    expect(await page.getByLabel('Naam van je winkel').inputValue()).toBe('Tweede winkel')
    await screenshot(page, 'hostile-set-up')
    await page.context().close()
  })

  it('for joining says so after 72 hours, and leads to the inbox', async () => {
    const { url } = await stage.relay.json<{ url: string }>(
      `/api/sites/${stage.shop.siteId}/invitations`,
      { token: stage.shop.token, body: { email: 'bram@lamp.example', role: 'agent' } },
    )
    ahead += 3 * DAY + 60_000
    const page = await door(new URL(url).hash)
    await page.getByRole('heading', { name: 'Deze link leidt nergens heen' }).waitFor()
    await spent(page)
    await page.getByRole('button', { name: 'Naar de inbox' }).click()
    await page.getByLabel('E-mailadres').waitFor()
    await page.context().close()
  })

  it('for a new password works once', async () => {
    const page = await door('')
    await page.getByRole('button', { name: 'Wachtwoord vergeten?' }).click()
    await page.getByLabel('E-mailadres').fill(stage.shop.email)
    await page.getByRole('button', { name: 'Stuur me een link' }).click()
    const { mail } = await mails.waitFor(({ mail }) => Boolean(mail.text?.includes('#reset=')))
    const hash = /#reset=[\w-]+/.exec(mail.text ?? '')?.[0] ?? ''
    const choose = async (password: string): Promise<Page> => {
      const at = await door(hash)
      await at.getByLabel('Wachtwoord').fill(password)
      await at.getByRole('button', { name: 'Bewaar dit wachtwoord' }).click()
      return at
    }
    const first = await choose('een heel ander lang woord')
    await first.getByRole('option').first().waitFor()
    const second = await choose('nog een ander lang woord')
    await spent(second)
    expect(await second.getByLabel('Wachtwoord').inputValue()).toBe('nog een ander lang woord')
    await screenshot(second, 'hostile-reset')
  })

  it('back into a chat says so and begins a new one', async () => {
    const path = `/chat/${stage.shop.siteKey}#loods-resume=${nanoid(43)}`
    const shopper = await stage.shopper({ path })
    await shows(shopper, 'Deze link is al gebruikt of te oud. Schrijf hier, dan gaan we verder.')
    expect(shopper.url()).not.toContain('resume')
    await screenshot(shopper, 'hostile-resume')
    await write(shopper, 'Dan begin ik opnieuw')
    await shopper.getByText(/· (verstuurd|bezorgd)$/).waitFor()
  })
})
