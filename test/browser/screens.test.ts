import { randomUUID } from 'node:crypto'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aMonth } from '../../relay/src/testing/test-visits.ts'
import { COLOURS, faultsOf } from '../support/axe.ts'
import { DESK, PHONE, screenshot } from '../support/chromium.ts'
import { seeded } from '../support/random.ts'
import { begin, openStage, type Stage } from './stage.ts'

interface Look {
  device: 'phone' | 'desk'
  language: 'nl' | 'en'
}

const LOOKS: Look[] = [
  { device: 'phone', language: 'nl' },
  { device: 'desk', language: 'en' },
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

function optionsOf({ device, language }: Look): BrowserContextOptions {
  const frame: BrowserContextOptions =
    device === 'phone' ? PHONE : { ...DESK, isMobile: false, hasTouch: false, deviceScaleFactor: 1 }
  return { ...frame, locale: language === 'nl' ? 'nl-NL' : 'en-GB' }
}

/** Words of a look's language. */
function said({ language }: Look, nl: string, en: string): string {
  return language === 'nl' ? nl : en
}

/** Photographs a screen in the light and in the dark, and expects that axe finds nothing serious on it. */
async function look(
  page: Page,
  name: string,
  { device, language }: Look,
  inside?: string,
): Promise<void> {
  const where = { grave: true, ...(inside && { inside }) }
  const found: string[] = []
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.evaluate(rest)
    await screenshot(page, `screen-${name}-${device}-${theme}-${language}`)
    found.push(...(await faultsOf(page, theme === 'dark' ? { ...where, runOnly: COLOURS } : where)))
  }
  expect(found, name).toEqual([])
}

/** Runs in the page: colours are measured when what moves has come to rest. */
function rest(): void {
  const roots = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot)]
  for (const root of roots) for (const motion of root?.getAnimations() ?? []) stop(motion)
  function stop(motion: Animation): void {
    if (motion.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY) motion.cancel()
    else motion.finish()
  }
}

describe.each(LOOKS)(
  'on a $device, in $language, light and dark, axe finds nothing serious',
  (how) => {
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
      await look(page, 'panel-new', how, 'loods-chat')
      await button('Emoji').click()
      await panel.getByRole('button', { name: '🙂' }).waitFor()
      await look(page, 'panel-emoji', how, 'loods-chat')
      await button('Emoji').click()
      await button(t('Spraakbericht opnemen', 'Record a voice message')).click()
      await button(t('Verstuur spraakbericht', 'Send voice message')).waitFor()
      await look(page, 'panel-recording', how, 'loods-chat')
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
      await answer('Ja, tot 60 watt')
      await log.getByText('Ja, tot 60 watt').waitFor()
      await look(page, 'panel-chat', how, 'loods-chat')
      await page.context().setOffline(true)
      await panel.getByText(t('Geen verbinding', 'No connection')).waitFor()
      await look(page, 'panel-offline', how, 'loods-chat')
      await page.context().close()
    })

    it('in the panel of a shop that is away', async () => {
      await availability('away')
      const path = `/demo/${how.language}/service`
      const page = await stage.shopper({ ...optionsOf(how), path })
      await page.getByRole('button', { name: /^Chat, / }).click()
      await page.getByRole('dialog').locator('input[type=email]').fill('sanne')
      await look(page, 'panel-away', how, 'loods-chat')
      await page.getByRole('dialog').locator('button[type=submit]').click()
      await page.getByRole('dialog').getByText(t('nog geen e-mailadres', 'not an e-mail')).waitFor()
      await look(page, 'panel-away-wrong', how, 'loods-chat')
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
      await door(`#invitation=${await invite(`${how.device}@lamp.example`)}`)
      await look(page, 'door-invitation', how)
      await context.close()
    })
  },
)

/** Answers in the conversation that was written in last. */
async function answer(text: string): Promise<void> {
  const { relay, shop } = stage
  const path = `/api/sites/${shop.siteId}/conversations`
  const { token } = shop
  const { conversations } = await relay.json<{ conversations: { id: string }[] }>(path, { token })
  const body = { cid: randomUUID(), text }
  await relay.json(`${path}/${conversations[0]?.id}/messages`, { token, body })
}

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
