import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import type { WordPressOptions } from '../support/wordpress/wordpress.ts'
import { openShop, type Shop } from './shop.ts'

/**
 * The way of an owner, and of a shopper on a phone, from a bare WordPress to one without the plugin again.
 * @param on what runs, in words
 * @param server what WordPress says it is and keeps its tables in, so that a leg cannot run on another
 */
export function describeJourney(on: string, server: RegExp, options: WordPressOptions = {}): void {
  let shop: Shop
  let admin: Page
  const picture = (page: Page, of: string) =>
    screenshot(page, `wordpress-${of}-${on.toLowerCase().replaceAll(' ', '-')}`)

  beforeAll(async () => {
    shop = await openShop({}, options)
    admin = await shop.signedIn()
  }, 240_000)
  afterAll(() => shop?.[Symbol.asyncDispose]())

  describe(`a shop owner with ${on}`, () => {
    it('has what this leg is about', async () => {
      const code =
        'global $wp_version, $wpdb; echo "WordPress $wp_version, ", $wpdb->db_server_info();'
      expect(await shop.wordpress.php(code)).toMatch(server)
    })

    it('uploads the plugin and activates it, and nothing leaves the shop', async () => {
      const { wordpress, relay, plugin } = shop
      await admin.goto(`${wordpress.url}/wp-admin/plugin-install.php?tab=upload`)
      await admin.setInputFiles('#pluginzip', plugin)
      await admin.click('#install-plugin-submit')
      await admin.getByRole('link', { name: 'Activate Plugin' }).click()
      await admin.getByText('Plugin activated.').waitFor()
      await admin.goto(`${wordpress.url}/wp-admin/admin.php?page=loods`)
      await admin.getByRole('button', { name: 'Start' }).waitFor()
      await picture(admin, 'start')
      await (await fetch(wordpress.url)).text()
      expect(wordpress.requests().filter(({ url }) => url.startsWith(relay.url))).toEqual([])
    })

    it('presses Start and is in the inbox, signed in', async () => {
      await admin.getByRole('button', { name: 'Start' }).click()
      await admin.locator('#loods-app nav').first().waitFor({ timeout: 60_000 })
      await picture(admin, 'inbox')
      const sites = await shop.relay.context.sites.all()
      expect(sites.map(({ settings }) => settings.name)).toEqual(['De Lampenwinkel'])
    })

    it('sends a test message and answers it, with no line to paste anywhere', async () => {
      await admin.getByRole('link', { name: 'Open your shop' }).waitFor()
      expect(await admin.getByText('loader.js').count()).toBe(0)
      await admin.getByRole('button', { name: 'Send a test message' }).click()
      await admin.getByText('Can you read it?').first().click()
      const answer = admin.locator('textarea:visible').last()
      await answer.fill('Dat kan ik.')
      await answer.press('Enter')
      await admin
        .getByText(/· sent$/)
        .first()
        .waitFor()
    })

    it('answers a shopper who writes in the shop', async () => {
      const phone = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
      await phone.goto(`${shop.wordpress.url}/`)
      await phone.getByRole('button', { name: /^Chat/ }).click()
      const box = phone.getByRole('textbox').last()
      await box.fill('Past deze in een E27 fitting?')
      await box.press('Enter')
      await admin.getByText('Past deze in een E27 fitting?').first().click()
      await admin.locator('#toplevel_page_loods .awaiting-mod.count-1').first().waitFor()
      const answer = admin.locator('textarea:visible').last()
      await answer.fill('Ja, dat past.')
      await answer.press('Enter')
      await phone.getByText('Ja, dat past.').waitFor({ timeout: 15_000 })
      await picture(admin, 'answered')
      await picture(phone, 'shop')
    })

    it('hides the chat where it should not be', async () => {
      await admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods-settings`)
      await admin.getByLabel('Home page').uncheck()
      await admin.getByRole('button', { name: 'Save' }).click()
      await admin.getByText('Saved.').waitFor()
      await picture(admin, 'settings')
      const html = async (path: string) => (await fetch(shop.wordpress.url + path)).text()
      expect(await html('/')).not.toContain('loods')
      expect(await html('/hello-world/')).toContain('widget/loader.js')
    })

    it('deactivates the plugin: the widget goes, in cached pages too, and comes back', async () => {
      const { wordpress, relay } = shop
      const [site] = await relay.context.sites.all()
      const config = async () => (await relay.call(`/widget/v1/${site?.key}/config`)).status
      await wordpress.cli('plugin', 'deactivate', 'loods-live-chat')
      expect(await (await fetch(`${wordpress.url}/hello-world/`)).text()).not.toContain('loods')
      expect(await config()).toBe(404)
      await wordpress.cli('plugin', 'activate', 'loods-live-chat')
      expect(await config()).toBe(200)
    })

    it('uninstalls it, and nothing of it stays behind', async () => {
      const { wordpress } = shop
      await wordpress.cli('plugin', 'uninstall', 'loods-live-chat', '--deactivate')
      const left = await wordpress.php(
        `global $wpdb; echo wp_json_encode( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%loods%'" ) );`,
      )
      expect(JSON.parse(left)).toEqual([])
      expect(wordpress.debugLog()).toBe('')
    })
  })
}
