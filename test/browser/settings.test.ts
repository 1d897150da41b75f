import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { SiteAnswer, ViewAnswer, WidgetConfig } from '@loods/protocol'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orderReference } from '../../relay/src/orders/order-reference.ts'
import { tellDeadLetters } from '../../relay/src/outbox/dead-letters.service.ts'
import { outboxRow } from '../../relay/src/outbox/outbox-row.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { faultsOf } from '../support/axe.ts'
import { DESK, openBrowser, openWholeBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { type SmtpCatcher, startSmtpCatcher } from '../support/smtp-catcher.ts'

const PAGES = [
  'widget',
  'install',
  'channels',
  'shop',
  'deliveries',
  'privacy',
  'availability',
  'leads',
  'replies',
  'tags',
  'team',
  'profile',
  'notifications',
  'phone',
]

/** With its worker, which takes time where a test is not about it. */
const INSTALLED: BrowserContextOptions = { ...DESK, serviceWorkers: 'allow' }

let browser: Browser
let mails: SmtpCatcher
let relay: TestRelay
let owner: TestOwner
let errors: string[]

beforeAll(async () => {
  browser = await openBrowser()
  mails = await startSmtpCatcher()
})

afterAll(async () => {
  await browser.close()
  await mails.stop()
})

beforeEach(async () => {
  relay = await startTestRelay({ env: { SMTP_URL: mails.url, DEMO: 'false' } })
  owner = await setUpOwner(relay)
  errors = []
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  await relay[Symbol.asyncDispose]()
})

async function openPage(options: BrowserContextOptions = DESK): Promise<Page> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    serviceWorkers: 'block',
    ...options,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  return page
}

/** A page of the settings, as somebody who is signed in. */
async function openSettings(
  name: string,
  options: BrowserContextOptions = DESK,
  cookie = owner.cookie,
): Promise<Page> {
  const page = await openPage(options)
  const [key = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name: key, value, url: relay.url }])
  await page.goto(`${relay.url}/inbox#/settings/${name}`)
  await page.locator('.page, .page-list, .triggers').first().waitFor()
  return page
}

/** What a shop's page would be told now. */
function config(lang = 'nl'): Promise<WidgetConfig> {
  return relay.json(`/widget/v1/${owner.siteKey}/config?lang=${lang}`)
}

function site(): Promise<SiteAnswer> {
  return relay.json(`/api/sites/${owner.siteId}`, { token: owner.token })
}

const saved = (page: Page) => page.getByText('Bewaard', { exact: true }).first().waitFor()

describe('the look of the widget', () => {
  it('reaches the shop’s pages as it is changed, and shows in the real widget at once', async () => {
    const page = await openSettings('widget')
    await page.getByLabel('Kleur als code').fill('#7a4fb5')
    await page.getByLabel('Kleur als code').blur()
    await saved(page)
    await page.getByLabel('Links', { exact: true }).check()
    await page.getByLabel('Woord naast het pictogram').fill('Hulp nodig?')
    await page.getByLabel('Eerste woorden', { exact: true }).fill('Hoi, zeg het maar.')
    await page.getByLabel('Eerste woorden', { exact: true }).blur()
    const preview = page.frameLocator('.preview-frame iframe:not(.drawing)')
    await preview.getByText('Hoi, zeg het maar.').waitFor()
    await expect.poll(async () => (await config()).texts.greeting).toBe('Hoi, zeg het maar.')
    const { look, texts } = await config()
    expect(look).toMatchObject({ color: '#7a4fb5', onColor: '#fff', side: 'left' })
    expect(texts.launcher).toBe('Hulp nodig?')
    expect((await config('en')).texts).toEqual({})
    expect(errors).toEqual([])
  })

  it('keeps what was typed when the relay refuses it, says why at the field, and undoes it', async () => {
    const page = await openSettings('widget')
    const field = page.getByLabel('Pagina over privacy')
    await field.fill('geen adres')
    await field.blur()
    await page.getByText('Dit is geen webadres.').waitFor()
    expect(await field.inputValue()).toBe('geen adres')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await page.getByRole('button', { name: 'Zet terug' }).click()
    await expect.poll(() => field.inputValue()).toBe('')
    expect((await config()).privacyUrl).toBeUndefined()
  })

  it('takes an optional address away again when the field is emptied', async () => {
    const page = await openSettings('widget')
    const field = page.getByLabel('Pagina over privacy')
    await field.fill('https://lamp.example/privacy')
    await field.blur()
    await expect.poll(async () => (await config()).privacyUrl).toBe('https://lamp.example/privacy')
    await field.fill('')
    await field.blur()
    await expect.poll(async () => (await config()).privacyUrl).toBeUndefined()
  })
})

describe('installing', () => {
  it('gives the line of this shop and lets only named addresses run it', async () => {
    const page = await openSettings('install')
    await page.getByText(`data-site="${owner.siteKey}"`).waitFor()
    await page.getByLabel('Adres van je winkel').fill('lamp.example/nl')
    await page.getByRole('button', { name: 'Sta toe' }).click()
    await page.getByText('https://lamp.example', { exact: true }).waitFor()
    const ask = (origin: string) =>
      relay.call(`/widget/v1/${owner.siteKey}/config`, { headers: { origin } })
    expect((await ask('https://lamp.example')).status).toBe(200)
    expect((await ask('https://other.example')).status).toBe(403)
    await page.getByRole('button', { name: 'Sta https://lamp.example niet langer toe' }).click()
    await page.getByText('Wie je regel kopieert').waitFor()
    expect((await ask('https://other.example')).status).toBe(200)
  })

  it('says where the widget was seen, and why it is not, with what mends that', async () => {
    const look = (url: string) => {
      const { origin } = new URL(url)
      const body = { page: { url }, language: 'nl' }
      return relay.call(`/widget/v1/${owner.siteKey}/views`, { body, headers: { origin } })
    }
    const page = await openSettings('install')
    await page.getByText('Nog niet gezien op je winkel').waitFor()
    await page.getByText('Waarom zie ik niets?').click()
    await page.getByText('Content-Security-Policy').waitFor()
    await screenshot(page, 'settings-install-unseen')
    const view = (await (await look('https://lamp.example/afrekenen?a=1')).json()) as ViewAnswer
    await page.getByText('Het werkt: er is nu 1 bezoeker op lamp.example.').waitFor()
    await relay.call(`/widget/v1/${owner.siteKey}/views/leave`, { body: { viewId: view.viewId } })
    await page.getByText(/Het werkt: .*(nu|geleden) gezien op lamp.example\/afrekenen/).waitFor()
    await relay.json(`/api/sites/${owner.siteId}/settings`, {
      method: 'PATCH',
      token: owner.token,
      body: { origins: ['https://lamp.example'] },
    })
    expect((await look('https://www.lamp.example/')).status).toBe(403)
    await relay.context.writer.drain()
    await page.reload()
    await page.getByText('https://www.lamp.example vroeg om de chat').waitFor()
    await screenshot(page, 'settings-install-refused')
    await page.getByRole('button', { name: 'Sta dit adres toe' }).click()
    await expect
      .poll(async () => (await site()).settings.origins)
      .toEqual(['https://lamp.example', 'https://www.lamp.example'])
    expect(errors).toEqual([])
  })

  it('has the code by which a shop’s server reports an order', async () => {
    const page = await openSettings('install')
    const code = await page.locator('.copy-box code', { hasText: 'loods-shop' }).textContent()
    const secret = await relay.context.sites.signingSecret(owner.siteId)
    const env = { ...process.env, LOODS_SECRET: secret }
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `${code}`], { env })
    const orders = await relay.context.db.read.selectFrom('orders').selectAll().execute()
    expect(orders).toMatchObject([{ reference: orderReference(secret, '1042'), total: 5990 }])
    await page.getByText('Op de bedankpagina').scrollIntoViewIfNeeded()
    await screenshot(page, 'settings-install-orders')
  })

  it('offers the address the widget was seen on with one press', async () => {
    await startVisitor(relay, owner.siteKey)
    await relay.json(`/widget/v1/${owner.siteKey}/messages`, {
      token: (await startVisitor(relay, owner.siteKey)).secret,
      body: { cid: randomUUID(), text: 'Hallo' },
    })
    const page = await openSettings('install')
    await page.getByRole('button', { name: 'Sta alleen https://lamp.example toe' }).click()
    await expect.poll(async () => (await site()).settings.origins).toEqual(['https://lamp.example'])
  })
})

describe('the shop', () => {
  it('changes its name and language, and shows its owner what tokens are signed with', async () => {
    const page = await openSettings('shop')
    await page.getByLabel('Naam van je winkel').fill('Lamp & Zo')
    await page.getByLabel('Naam van je winkel').blur()
    await page.getByLabel('Engels').check()
    await expect
      .poll(async () => (await site()).settings)
      .toMatchObject({ name: 'Lamp & Zo', language: 'en' })
    await page.getByRole('button', { name: 'Toon het geheim' }).click()
    const shown = page.locator('.copy-box code')
    const old = await shown.textContent()
    await page.getByRole('button', { name: 'Maak een nieuw geheim' }).click()
    await page.locator('dialog').getByRole('button', { name: 'Maak een nieuw geheim' }).click()
    await expect.poll(() => shown.textContent()).not.toBe(old)
  })

  it('is told when a proxy stands before the relay that it does not know of', async () => {
    await relay.call('/healthz', { headers: { 'x-forwarded-for': '203.0.113.7' } })
    const page = await openSettings('widget')
    await page.getByText('Er staat een proxy voor deze relay').waitFor()
  })
})

describe('offering help', () => {
  it('begins with an example, reaches the shop’s pages, and stops when it is switched off', async () => {
    // Where triggers were before they had a screen of their own.
    const page = await openSettings('triggers')
    const tabs = page.getByRole('navigation', { name: 'Loodsen' })
    await tabs.locator('[aria-current=page]').getByText('Triggers').waitFor()
    await page.getByRole('button', { name: 'Vast bij het afrekenen' }).click()
    await page.getByRole('spinbutton', { name: 'Een tijdje niets gedaan' }).fill('25')
    await page.getByLabel('In het Nederlands').fill('Zit je vast?')
    await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
    await page.getByText(/Als een klant bij het afrekenen .* of 25 seconden niets/).waitFor()
    expect((await config()).triggers).toMatchObject([
      {
        pageKind: 'checkout',
        when: { any: [{}, {}, {}, { type: 'idle_seconds', seconds: 25 }] },
        text: 'Zit je vast?',
      },
    ])
    await page.getByRole('switch', { name: 'Vast bij het afrekenen' }).uncheck()
    await expect.poll(async () => (await config()).triggers).toEqual([])
  })
})

describe('canned replies and tags', () => {
  it('are made, changed and removed, and a name that is taken is refused at its field', async () => {
    const page = await openSettings('replies')
    await page.getByRole('button', { name: 'Nieuw antwoord' }).click()
    await page.getByLabel('Afkorting').fill('retour')
    await page.getByLabel('Tekst', { exact: true }).fill('Hoi {name}, dat kan.')
    await page.getByText('Hoi Sanne, dat kan.').waitFor()
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Hoi {name}, dat kan.').waitFor()

    await page.getByRole('button', { name: 'Nieuw antwoord' }).click()
    await page.getByLabel('Afkorting').fill('retour')
    await page.getByLabel('Tekst', { exact: true }).fill('Nog een keer')
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Er is al een antwoord met deze afkorting.').waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Verwijder /retour' }).click()
    await page.getByRole('button', { name: 'Verwijder', exact: true }).click()
    await page.getByText('Nog geen vaste antwoorden').waitFor()

    await page.getByRole('button', { name: 'Labels' }).click()
    await page.getByRole('button', { name: 'Nieuw label' }).click()
    await page.getByLabel('Naam van het label').fill('Levering')
    await page.getByLabel('Groen').check()
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.locator('.entries').getByText('Levering').waitFor()
    const { tags } = await relay.json<{ tags: unknown[] }>(`/api/sites/${owner.siteId}/tags`, {
      token: owner.token,
    })
    expect(tags).toMatchObject([{ name: 'Levering', color: '#1d8a5f' }])
  })
})

describe('the team', () => {
  it('grows by a link opened in another browser, and both are online', async () => {
    const page = await openSettings('team')
    const link = await invite(page, 'bram@lamp-en-linnen.example')
    expect(await page.locator('dialog').getByText('Een mail met deze link').isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Klaar', exact: true }).click()
    await page.getByText('Uitgenodigd, nog geen antwoord').waitFor()

    const other = await openPage(PHONE)
    await other.goto(link)
    await other.getByRole('heading', { name: 'Doe mee met Lamp & Linnen' }).waitFor()
    await screenshot(other, 'gate-invitation-phone')
    await other.getByLabel('Je naam').fill('Bram')
    await other.getByLabel('Wachtwoord').fill('vier woorden voor bram')
    await other.getByRole('button', { name: 'Doe mee' }).click()
    await other.getByRole('heading', { name: /Gesprekken|klaar/ }).waitFor()
    expect(new URL(other.url()).hash).not.toContain('invitation')

    const row = page.locator('.entries li', { hasText: 'Bram' })
    await row.getByText('inbox open').waitFor()
    await page.locator('.entries li', { hasText: 'Noor' }).getByText('inbox open').waitFor()
    await row.getByLabel('Rol van Bram').selectOption('admin')
    await page.getByText('Bram is nu beheerder').waitFor()

    await row.getByRole('button', { name: 'Verwijder Bram' }).click()
    await page.getByRole('button', { name: 'Verwijder', exact: true }).click()
    await row.waitFor({ state: 'detached' })
    expect((await site()).members.map(({ name }) => name)).toEqual(['Noor'])
    expect(errors).toEqual([])
  })

  it('takes an invitation back, and the link says that it leads nowhere', async () => {
    const page = await openSettings('team')
    const link = await invite(page, 'bram@lamp-en-linnen.example')
    await page.getByRole('button', { name: 'Klaar', exact: true }).click()
    await page.getByRole('button', { name: /^Trek de uitnodiging/ }).click()
    await page.getByText('Uitgenodigd, nog geen antwoord').waitFor({ state: 'detached' })
    const other = await openPage()
    await other.goto(link)
    await other.getByRole('heading', { name: 'Deze link leidt nergens heen' }).waitFor()
  })

  it('shows an agent what an agent may do, and nothing else', async () => {
    const page = await openSettings('team')
    const link = await invite(page, 'bram@lamp-en-linnen.example')
    const agent = await openPage()
    await agent.goto(link)
    await agent.getByLabel('Je naam').fill('Bram')
    await agent.getByLabel('Wachtwoord').fill('vier woorden voor bram')
    await agent.getByRole('button', { name: 'Doe mee' }).click()
    await agent.getByRole('heading', { name: /Gesprekken|klaar/ }).waitFor()
    await agent.goto(`${relay.url}/inbox#/settings`)
    const list = agent.getByRole('navigation', { name: 'Instellingen' })
    await list.getByRole('button', { name: 'Vaste antwoorden' }).waitFor()
    expect(await list.getByRole('button', { name: 'Privacy' }).count()).toBe(0)
    await agent.goto(`${relay.url}/inbox#/settings/privacy`)
    await agent.getByText('Deze pagina is voor eigenaren en beheerders').waitFor()
    await agent.goto(`${relay.url}/inbox#/settings/team`)
    await agent.getByText('noor@lamp-en-linnen.example').waitFor()
    expect(await agent.getByRole('button', { name: 'Nodig iemand uit' }).count()).toBe(0)
  })
})

/** Invites somebody through the page. @returns the link it shows */
async function invite(page: Page, email: string): Promise<string> {
  await page.getByRole('button', { name: 'Nodig iemand uit' }).click()
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByRole('button', { name: 'Maak uitnodiging' }).click()
  return page.locator('dialog code').textContent() as Promise<string>
}

/** A mail about a conversation that the relay has given up. */
async function giveUpMail(conversationId: string): Promise<void> {
  const row = outboxRow({
    siteId: owner.siteId,
    conversationId,
    kind: 'mail.reply',
    lane: `mail.reply ${conversationId}`,
    place: 1,
    payload: { to: 'sanne@voorbeeld.example', nothing: 'else' },
    now: Date.now(),
  })
  await relay.context.writer.run(async (tx) => {
    const dead = { ...row, state: 'dead', error: 'mail server: 550', attempts: 14, done_at: tx.now }
    await tx.db.insertInto('outbox').values(dead).execute()
    tellDeadLetters(tx, owner.siteId)
  })
}

describe('what was given up', () => {
  it('shows beside its conversation and in settings, and is tried again or put aside', async () => {
    const { conversationId, secret } = await startVisitor(relay, owner.siteKey)
    await relay.json(`/widget/v1/${owner.siteKey}/leads`, {
      token: secret,
      body: { kind: 'email', value: 'sanne@voorbeeld.example', name: 'Sanne' },
    })
    await relay.json(`/widget/v1/${owner.siteKey}/messages`, {
      token: secret,
      body: { cid: randomUUID(), text: 'Hoi' },
    })
    const page = await openPage()
    const [key = '', value = ''] = owner.cookie.split('=')
    await page.context().addCookies([{ name: key, value, url: relay.url }])
    await page.goto(`${relay.url}/inbox#/c/${conversationId}`)
    await page.getByRole('log').getByText('Liet gegevens achter: s').waitFor()
    await giveUpMail(conversationId)
    await page.getByText('De mailserver weigerde hem (550).').waitFor()
    await screenshot(page, 'inbox-given-up')
    await page.getByRole('button', { name: 'Bekijk' }).click()
    const card = page.locator('.entry', { hasText: 'aan of over Sanne' })
    await card.waitFor()
    expect(await page.getByRole('button', { name: 'Niet aangekomen' }).textContent()).toContain('1')
    await screenshot(page, 'settings-deliveries')
    await card.getByRole('button', { name: 'Probeer opnieuw' }).click()
    await page.getByText('Wordt nu opnieuw geprobeerd').waitFor()
    // Its payload makes no mail, so it comes back, with another reason.
    await page.getByText('De relay kon niet lezen wat er gedaan moest worden.').waitFor()
    await page.getByRole('button', { name: 'Leg weg' }).click()
    await page.getByText('Alles is aangekomen').waitFor()
    expect(errors).toEqual([])
  })
})

describe('being there', () => {
  it('is said to shoppers as soon as it is switched', async () => {
    const page = await openSettings('availability')
    await page.getByLabel(/^Afwezig/).check()
    await page.getByText('Je bent afwezig').waitFor()
    await page.getByText('Boven de chat: “Nu dicht.').waitFor()
    expect((await site()).settings.availability).toBe('away')
  })

  it('lists who left an address until somebody dealt with it', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    await relay.json(`/widget/v1/${owner.siteKey}/leads`, {
      token: secret,
      body: { kind: 'email', value: 'sanne@voorbeeld.example', name: 'Sanne Visser' },
    })
    const page = await openSettings('leads')
    await page.getByRole('link', { name: 'sanne@voorbeeld.example' }).waitFor()
    await page.getByRole('button', { name: 'Afgehandeld' }).click()
    await page.getByText('Niemand wacht op een telefoontje').waitFor()
    await page.getByRole('tab', { name: 'Afgehandeld' }).click()
    await page.locator('.entry', { hasText: 'Sanne Visser' }).waitFor()
  })
})

describe('one’s own account', () => {
  it('changes name, password and sessions, and other browsers are signed out', async () => {
    const page = await openSettings('profile')
    await page.getByLabel('Je naam').fill('Noor Bakker')
    await page.getByLabel('Je naam').blur()
    await saved(page)
    expect((await site()).members[0]?.name).toBe('Noor Bakker')

    await page.getByRole('button', { name: 'Wijzig wachtwoord' }).click()
    await page.getByLabel('Wachtwoord nu').fill('dit is het niet')
    await page.getByLabel('Nieuw wachtwoord').fill('een heel ander lang woord')
    await page.locator('dialog').getByRole('button', { name: 'Wijzig wachtwoord' }).click()
    await page.getByText('Dit is niet je wachtwoord van nu.').waitFor()
    await page.getByLabel('Wachtwoord nu').fill(owner.password)
    await page.locator('dialog').getByRole('button', { name: 'Wijzig wachtwoord' }).click()
    await page.getByText('Je wachtwoord is gewijzigd.').waitFor()

    const other = await signIn('een heel ander lang woord')
    await page.reload()
    await page
      .locator('.entries')
      .getByRole('button', { name: /^Log .* uit$/ })
      .click()
    await other.getByText('Je bent uitgelogd').or(other.getByText('Je sessie is')).first().waitFor()
  })

  it('is found back through a link in a mail', async () => {
    const page = await openPage()
    await page.goto(`${relay.url}/inbox#reset=${await resetToken(page)}`)
    await page.reload()
    await page.getByRole('heading', { name: 'Kies een nieuw wachtwoord' }).waitFor()
    await page.getByLabel('Wachtwoord').fill('een heel ander lang woord')
    await page.getByRole('button', { name: 'Bewaar dit wachtwoord' }).click()
    await page.getByRole('heading', { name: /Gesprekken|klaar/ }).waitFor()
    await signIn('een heel ander lang woord')
  })
})

/** Asks for a new password as somebody who forgot it. @returns what the mail's link carries */
async function resetToken(page: Page): Promise<string> {
  await page.goto(`${relay.url}/inbox`)
  await page.getByRole('button', { name: 'Log in' }).first().click()
  await page.getByRole('button', { name: 'Wachtwoord vergeten?' }).click()
  await page.getByLabel('E-mailadres').fill(owner.email)
  await page.getByRole('button', { name: 'Stuur me een link' }).click()
  await page.getByText('is er een link onderweg').waitFor()
  const { mail } = await mails.waitFor(({ mail }) => Boolean(mail.text?.includes('#reset=')))
  return /#reset=([\w-]+)/.exec(mail.text ?? '')?.[1] ?? ''
}

async function signIn(password: string): Promise<Page> {
  const page = await openPage()
  await page.goto(`${relay.url}/inbox`)
  const form = page.getByLabel('E-mailadres')
  await form
    .or(page.getByRole('button', { name: 'Log in' }))
    .first()
    .waitFor()
  if (!(await form.isVisible())) await page.getByRole('button', { name: 'Log in' }).click()
  await form.fill(owner.email)
  await page.getByLabel('Wachtwoord', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: /Gesprekken|klaar/ }).waitFor()
  return page
}

describe('the data of a shopper', () => {
  it('is found, exported and erased after its name was typed', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    await relay.json(`/widget/v1/${owner.siteKey}/leads`, {
      token: secret,
      body: {
        kind: 'email',
        value: 'sanne@voorbeeld.example',
        name: 'Sanne Visser',
        question: { cid: randomUUID(), text: 'Kan ik de lamp ruilen?' },
      },
    })
    const page = await openSettings('privacy')
    await find(page, 'sanne@voorbeeld.example')
    const card = page.locator('.entry', { hasText: 'Sanne Visser' })
    await card.waitFor()
    const download = page.waitForEvent('download')
    await card.getByRole('button', { name: 'Exporteer leesbaar' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('sanne-visser.txt')
    expect(readFileSync(await file.path(), 'utf8')).toContain('Kan ik de lamp ruilen?')

    await card.getByRole('button', { name: 'Wis', exact: true }).click()
    const erase = page.getByRole('button', { name: 'Wis voorgoed' })
    expect(await erase.isDisabled()).toBe(true)
    await page.getByLabel(/^Typ /).fill('sanne visser')
    await erase.click()
    await page.getByText('Niemand gevonden').waitFor()
  })

  it('is kept as long as the shop says', async () => {
    const page = await openSettings('privacy')
    await page.getByRole('button', { name: '90 dagen' }).click()
    await saved(page)
    expect((await site()).settings.retentionDays).toBe(90)
    await page.getByText(/laatst gezegd wordt, is op \d+ \w+ \d{4} gewist/).waitFor()
    await page.getByText(/Een back-up houdt wat erin staat/).waitFor()
    await screenshot(page, 'settings-privacy')
  })
})

/** The index follows the event log: looks until what was said is in it. */
async function find(page: Page, text: string): Promise<void> {
  await page.getByLabel('Naam, e-mailadres of woorden uit de chat').fill(text)
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Zoek', exact: true }).click()
      await page.locator('.entry, .empty').first().waitFor()
      return page.locator('.entry').count()
    })
    .toBe(1)
}

describe('alerts of the installed inbox', () => {
  let shell: Browser
  beforeAll(async () => {
    shell = browser
    browser = await openWholeBrowser()
  })
  afterAll(async () => {
    await browser.close()
    browser = shell
  })

  it('are shown by the service worker, and lead to their conversation', async () => {
    const { conversationId } = await startVisitor(relay, owner.siteKey)
    const page = await openSettings('notifications', {
      ...INSTALLED,
      permissions: ['notifications'],
    })
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const alert = {
      kind: 'waiting',
      title: 'Lamp & Linnen',
      body: 'Iemand wacht op antwoord',
      tag: conversationId,
      path: `/inbox#/${owner.siteId}/c/${conversationId}`,
      receipt: 'none',
    }
    // A browser under load may lose a push; a second one with the same tag shows nothing twice.
    const shown = async () => {
      await push(page, alert)
      return page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        const all = await registration.getNotifications()
        return all.map(({ title, body, tag }) => ({ title, body, tag }))
      })
    }
    await expect
      .poll(shown, { interval: 1_000 })
      .toEqual([{ title: 'Lamp & Linnen', body: 'Iemand wacht op antwoord', tag: conversationId }])
  })

  it('keep what a member chose', async () => {
    const page = await openSettings('notifications', INSTALLED)
    await page.getByLabel('Toon de woorden van de klant erin').check()
    await expect
      .poll(() => relay.json('/api/me/notifications', { token: owner.token }))
      .toMatchObject({ pushText: true })
  })

  it('say so when the browser is offline, and nothing that may be old', async () => {
    const page = await openSettings('phone', INSTALLED)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.context().setOffline(true)
    await page.goto(`${relay.url}/inbox?again`).catch(() => undefined)
    await page.getByRole('heading', { name: 'Geen verbinding' }).waitFor()
  })
})

/** Hands the worker a push as the browser would. */
async function push(page: Page, payload: object): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations
      if (registration) resolve(registration.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: relay.url,
    registrationId: await registered,
    data: JSON.stringify(payload),
  })
}

/** Pixels by which a page of the settings scrolls sideways. */
function tooWide(page: Page): Promise<number> {
  return page.locator('.page-stage').evaluate((stage) => stage.scrollWidth - stage.clientWidth)
}

describe('every page of the settings', () => {
  it.each([
    { name: 'desk-light', options: DESK, widths: [360, 768, 1680] },
    { name: 'phone-dark', options: { ...PHONE, colorScheme: 'dark' as const }, widths: [] },
  ])('is readable for everybody, and never wider than the screen ($name)', async (how) => {
    await relay.json(`/api/sites/${owner.siteId}/tags`, {
      token: owner.token,
      body: { name: 'Levering', color: '#0b4f6c' },
    })
    const page = await openSettings('widget', { ...INSTALLED, ...how.options })
    const usual = page.viewportSize()
    for (const settingsPage of PAGES) {
      await page.goto(`${relay.url}/inbox#/settings/${settingsPage}`)
      await page.locator(`.${settingsPage}-page > :nth-child(2)`).waitFor()
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
      expect(await faultsOf(page), settingsPage).toEqual([])
      await screenshot(page, `settings-${settingsPage}-${how.name}`)
      for (const width of [...how.widths, usual?.width ?? 0]) {
        await page.setViewportSize({ height: 800, ...usual, width })
        await expect.poll(() => tooWide(page), { message: `${settingsPage} ${width}` }).toBe(0)
      }
    }
    expect(errors).toEqual([])
  })

  it('is reached and left by keyboard alone', async () => {
    const page = await openSettings('tags')
    await page.getByRole('button', { name: 'Nieuw label' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Naam van het label').focus()
    await page.keyboard.type('Spoed')
    await page.keyboard.press('Enter')
    await page.locator('.entries').getByText('Spoed').waitFor()
    const change = page.getByRole('button', { name: 'Wijzig Spoed' })
    await change.focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Naam van het label').waitFor()
    await page.keyboard.press('Escape')
    expect(await change.evaluate((button) => button.matches(':focus'))).toBe(true)
  })
})
