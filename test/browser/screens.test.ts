import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aMonth } from '../../relay/src/testing/test-visits.ts'
import { DESK, PHONE, screenshot } from '../support/chromium.ts'
import { seeded } from '../support/random.ts'
import { begin, openStage, type Stage } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Look {
  device: 'phone' | 'desk'
  theme: 'light' | 'dark'
  language: 'nl' | 'en'
}

const LOOKS: Look[] = [
  { device: 'phone', theme: 'light', language: 'nl' },
  { device: 'phone', theme: 'dark', language: 'en' },
  { device: 'desk', theme: 'light', language: 'en' },
  { device: 'desk', theme: 'dark', language: 'nl' },
]

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ env: { SIGNUP: 'open' } })
  const shopper = await stage.shopper()
  await begin(shopper, 'Past deze bij E27? https://lamp.example')
  const file = { name: 'maten.txt', mimeType: 'text/plain', buffer: Buffer.from('12 cm') }
  await shopper.locator('input[type=file]').first().setInputFiles(file)
  await shopper.getByRole('link', { name: /maten.txt/ }).waitFor()
  await shopper.context().close()
  const month = aMonth(stage.shop.siteId, seeded(7), Date.now())
  await stage.relay.context.insights.ask('recordVisits', month)
}, 60_000)
afterAll(() => stage?.[Symbol.asyncDispose]())
afterEach(() => expect(stage.errors).toEqual([]))

function optionsOf({ device, theme, language }: Look): BrowserContextOptions {
  const frame: BrowserContextOptions =
    device === 'phone' ? PHONE : { ...DESK, isMobile: false, hasTouch: false, deviceScaleFactor: 1 }
  return { ...frame, colorScheme: theme, locale: language === 'nl' ? 'nl-NL' : 'en-GB' }
}

/** Words of a look's language. */
function said({ language }: Look, nl: string, en: string): string {
  return language === 'nl' ? nl : en
}

/** Photographs a screen and expects that axe finds nothing serious on it. */
async function look(page: Page, name: string, { device, theme, language }: Look): Promise<void> {
  // Colours are measured when what moves has come to rest.
  await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot)]
    for (const root of roots) for (const motion of root?.getAnimations() ?? []) rest(motion)
    function rest(motion: Animation): void {
      if (motion.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY)
        motion.cancel()
      else motion.finish()
    }
  })
  await screenshot(page, `screen-${name}-${device}-${theme}-${language}`)
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([])
}

describe.each(LOOKS)('on a $device, $theme, in $language, axe finds nothing serious', (how) => {
  const t = (nl: string, en: string) => said(how, nl, en)

  it('in the panel', async () => {
    const path = `/demo/${how.language}/product/noot`
    const page = await stage.shopper({ ...optionsOf(how), path, permissions: ['microphone'] })
    const panel = page.getByRole('dialog')
    const log = panel.getByRole('log')
    const button = (name: string | RegExp) => panel.getByRole('button', { name, exact: true })
    await page.getByRole('button', { name: /^Chat, / }).waitFor()
    await look(page, 'panel-launcher', how)
    await page.getByRole('button', { name: /^Chat, / }).click()
    const field = panel.getByRole('textbox')
    await field.waitFor()
    await look(page, 'panel-new', how)
    await button('Emoji').click()
    await panel.getByRole('button', { name: '🙂' }).waitFor()
    await look(page, 'panel-emoji', how)
    await button('Emoji').click()
    await button(t('Spraakbericht opnemen', 'Record a voice message')).click()
    await button(t('Verstuur spraakbericht', 'Send voice message')).waitFor()
    await look(page, 'panel-recording', how)
    await button(t('Gooi weg', 'Throw away')).click()

    await field.fill(
      t('Past deze bij E27? https://lamp.example', 'Is it E27? https://lamp.example'),
    )
    await field.press('Enter')
    await log.getByRole('link').waitFor()
    await panel.locator('input[type=file]').setInputFiles([
      { name: 'maten.txt', mimeType: 'text/plain', buffer: Buffer.from('12 cm') },
      { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ])
    await log.getByRole('link', { name: /maten.txt/ }).waitFor()
    await panel.getByText(/logo\.svg (is geen|is not)/).waitFor()
    await look(page, 'panel-chat', how)
    await page.context().setOffline(true)
    await panel.getByText(t('Geen verbinding', 'No connection')).waitFor()
    await look(page, 'panel-offline', how)
    await page.context().close()
  })

  it('in the panel of a shop that is away', async () => {
    await availability('away')
    const path = `/demo/${how.language}/service`
    const page = await stage.shopper({ ...optionsOf(how), path })
    await page.getByRole('button', { name: /^Chat, / }).click()
    await page.getByRole('dialog').locator('input[type=email]').fill('sanne')
    await look(page, 'panel-away', how)
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.getByRole('dialog').getByText(t('nog geen e-mailadres', 'not an e-mail')).waitFor()
    await look(page, 'panel-away-wrong', how)
    await availability('open')
    await page.context().close()
  })

  it('in the inbox', async () => {
    await speak(how.language)
    const page = await stage.merchant(optionsOf(how))
    const go = (path: string) => page.goto(`${stage.relay.url}/inbox#${path}`)
    await page.getByRole('option').first().waitFor()
    await look(page, 'inbox-list', how)
    await page.getByTitle(t('Jij en je winkel', 'You and your shop')).click()
    await page.getByText(t('Automatisch', 'Automatic')).first().waitFor()
    await look(page, 'inbox-account', how)
    await page.keyboard.press('Escape')
    await page.getByRole('option').first().click()
    const box = page.getByRole('textbox').last()
    await box.waitFor()
    await look(page, 'inbox-chat', how)
    await page.getByRole('button', { name: t('Notitie', 'Note'), exact: true }).click()
    await look(page, 'inbox-note', how)
    await page.getByRole('button', { name: t('Antwoord', 'Reply'), exact: true }).click()
    await page.getByRole('button', { name: 'Emoji' }).click()
    await page.getByRole('button', { name: '😀' }).first().waitFor()
    await look(page, 'inbox-emoji', how)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: t('Meer acties', 'More actions') }).click()
    await look(page, 'inbox-more', how)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: t('Afronden', 'Finish'), exact: true }).click()
    await page.getByRole('button', { name: t('Rond nu af', 'Finish now') }).waitFor()
    await look(page, 'inbox-finish', how)
    await page.keyboard.press('Escape')
    await go('/visitors')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(page, 'inbox-visitors', how)
    await go('/pages')
    await page.locator('.insights-page').first().click()
    await page.locator('.insights-details .insights-curve').waitFor()
    await look(page, 'inbox-pages', how)
    await go('/search')
    await page.getByRole('searchbox').fill('E27')
    await page.getByRole('main').locator('mark').or(page.getByText(/“E27”/)).first().waitFor()
    await look(page, 'inbox-search', how)
    await page.context().close()
  })

  it('at the doors of the inbox', async () => {
    const context = await stage.browser.newContext(optionsOf(how))
    const page = await context.newPage()
    const door = async (hash: string) => {
      await page.goto('about:blank')
      await page.goto(`${stage.relay.url}/inbox${hash}`)
      await page.getByRole('heading').first().waitFor()
    }
    await door('')
    await page.locator('input[type=password]').waitFor()
    await look(page, 'door-sign-in', how)
    await page.locator('input[type=email]').fill('wie@lamp.example')
    await page.locator('input[type=password]').fill('zomaar iets langs')
    await page.getByRole('button', { name: t('Log in', 'Sign in'), exact: true }).click()
    await page.getByRole('alert').first().waitFor()
    await look(page, 'door-wrong', how)
    await page
      .getByRole('button', { name: t('Wachtwoord vergeten?', 'Forgot your password?') })
      .click()
    await look(page, 'door-forgot', how)
    await door('#set-up=abcdefghijklmnopqrstu')
    await look(page, 'door-set-up', how)
    await door('#reset=abcdefghijklmnopqrstu')
    await look(page, 'door-reset', how)
    await door('#sign-up=abcdefghijklmnopqrstu')
    await look(page, 'door-sign-up', how)
    await door('#invitation=abcdefghijklmnopqrstu')
    await look(page, 'door-dead', how)
    await door(`#invitation=${await invite(`${how.device}-${how.theme}@lamp.example`)}`)
    await look(page, 'door-invitation', how)
    await context.close()
  })
})

async function availability(state: 'open' | 'away'): Promise<void> {
  await stage.relay.json(`/api/sites/${stage.shop.siteId}/settings`, {
    method: 'PATCH',
    token: stage.shop.token,
    body: { availability: state },
  })
}

/** The owner's own language. */
async function speak(language: string): Promise<void> {
  const body = { language }
  await stage.relay.json('/api/me', { method: 'PATCH', token: stage.shop.token, body })
}

/** @returns the secret in an invitation's link */
async function invite(email: string): Promise<string> {
  const made = await stage.relay.json<{ url: string }>(
    `/api/sites/${stage.shop.siteId}/invitations`,
    { token: stage.shop.token, body: { email, role: 'agent' } },
  )
  return made.url.split('invitation=')[1] ?? ''
}
