import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestRelay, type TestRelay } from '../../relay/src/testing/test-relay.ts'
import { DESK, openBrowser, PHONE, screenshot } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { ADMIN, startWordPress, type WordPress } from '../support/wordpress/wordpress.ts'

let wordpress: WordPress
let relay: TestRelay
let browser: Browser
let admin: Page

beforeAll(async () => {
  const port = await freePort()
  wordpress = await startWordPress({ port })
  relay = await startTestRelay({ env: { SIGNUP: 'open', EGRESS_ALLOW: `127.0.0.1:${port}` } })
  browser = await openBrowser()
  admin = await (await browser.newContext({ ...DESK, locale: 'nl-NL' })).newPage()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await relay?.[Symbol.asyncDispose]()
  await wordpress?.[Symbol.asyncDispose]()
})

/** The plugin as the relay hands it out, in a file to upload. */
async function downloadPlugin(): Promise<string> {
  const answer = await fetch(`${relay.url}/download/loods-live-chat.zip`)
  expect(answer.status).toBe(200)
  const file = join(mkdtempSync(join(tmpdir(), 'loods-plugin-')), 'loods-live-chat.zip')
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  return file
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${wordpress.url}/wp-login.php`)
  await page.fill('#user_login', ADMIN.login)
  await page.fill('#user_pass', ADMIN.password)
  await page.click('#wp-submit')
  await page.waitForURL(/wp-admin/)
}

describe('a shop owner with WordPress', () => {
  it('uploads the plugin and activates it, and nothing leaves the shop', async () => {
    await signIn(admin)
    await admin.goto(`${wordpress.url}/wp-admin/plugin-install.php?tab=upload`)
    await admin.setInputFiles('#pluginzip', await downloadPlugin())
    await admin.click('#install-plugin-submit')
    await admin.getByRole('link', { name: 'Activate Plugin' }).click()
    await admin.getByText('Plugin activated.').waitFor()
    await admin.goto(`${wordpress.url}/wp-admin/admin.php?page=loods`)
    await admin.getByRole('button', { name: 'Start' }).waitFor()
    await screenshot(admin, 'wordpress-start')
    expect(wordpress.requests().filter(({ url }) => url.startsWith(relay.url))).toEqual([])
  })

  it('presses Start and is in the inbox, signed in', async () => {
    await admin.getByRole('button', { name: 'Start' }).click()
    await admin.locator('#loods-app nav').first().waitFor({ timeout: 60_000 })
    await screenshot(admin, 'wordpress-inbox')
    const sites = await relay.context.sites.all()
    expect(sites.map(({ settings }) => settings.name)).toEqual(['De Lampenwinkel'])
  })

  it('answers a shopper who writes in the shop', async () => {
    const phone = await (await browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    await phone.goto(`${wordpress.url}/`)
    await phone.getByRole('button', { name: /^Chat/ }).click()
    const box = phone.getByRole('textbox').last()
    await box.fill('Past deze in een E27 fitting?')
    await box.press('Enter')
    await admin.getByText('Past deze in een E27 fitting?').first().click()
    const answer = admin.locator('textarea:visible').last()
    await answer.fill('Ja, dat past.')
    await answer.press('Enter')
    await phone.getByText('Ja, dat past.').waitFor({ timeout: 15_000 })
    await screenshot(admin, 'wordpress-answered')
    await screenshot(phone, 'wordpress-shop')
    expect(wordpress.debugLog()).toBe('')
  })
})
