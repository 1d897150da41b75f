import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpOwner, type TestOwner } from '../../relay/src/testing/test-relay.ts'
import { storedText } from '../../relay/src/testing/what-is-stored.ts'
import { DESK, screenshot } from '../support/chromium.ts'
import { openShop, type Shop } from './shop.ts'

const OLD = 'http://oude-winkel.example'

let shop: Shop
let admin: Page
let operator: TestOwner

beforeAll(async () => {
  shop = await openShop({ SIGNUP: 'closed' })
  operator = await setUpOwner(shop.relay)
  admin = await shop.signedIn()
}, 180_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

const chatPage = () => admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods`)
const inInbox = () => admin.locator('#loods-app nav').first().waitFor({ timeout: 60_000 })

async function linked() {
  const sites = await shop.relay.context.sites.all()
  return sites.find(({ id }) => id !== operator.siteId)
}

/** As after a move, or on a copy: the link names another address than the shop has. */
async function startedElsewhere(): Promise<void> {
  await shop.wordpress.php(
    `$link = get_option( 'loods_link' ); $link['url'] = '${OLD}'; update_option( 'loods_link', $link );`,
  )
  await shop.relay.context.writer.run(async ({ db }) => {
    await db.updateTable('site_links').set({ url: OLD, origin: OLD }).execute()
  })
  const site = await linked()
  await shop.relay.context.sites.update(site?.id ?? '', { origins: [OLD] })
}

describe('a shop at a relay that takes none by itself', () => {
  it('is let in by whoever runs it, and goes on by itself', async () => {
    await shop.wordpress.cli('plugin', 'install', shop.plugin, '--activate')
    await chatPage()
    await admin.getByRole('button', { name: 'Start' }).click()
    await admin.getByRole('heading', { name: 'Your shop has asked to come in' }).waitFor()
    await screenshot(admin, 'wordpress-waiting')
    const desk = await (await shop.browser.newContext({ ...DESK, locale: 'nl-NL' })).newPage()
    await desk.goto(`${shop.relay.url}/inbox#/settings/team`)
    await desk.getByLabel('E-mailadres').fill(operator.email)
    await desk.getByLabel('Wachtwoord').fill(operator.password)
    await desk.getByRole('button', { name: 'Log in' }).click()
    const asks = desk.getByRole('region', {
      name: 'De Lampenwinkel vraagt of die op deze relay mag',
    })
    await asks.waitFor()
    await screenshot(desk, 'inbox-joining-shop')
    await asks.getByRole('button', { name: 'Toelaten' }).click()
    await asks.waitFor({ state: 'detached' })
    await inInbox()
  })
})

describe('a shop whose address is another than the chat was started with', () => {
  it('rests, and tells the relay nothing when it is switched off and on', async () => {
    await startedElsewhere()
    const before = shop.wordpress.requests().length
    expect(await (await fetch(shop.wordpress.url)).text()).not.toContain('loods')
    await shop.wordpress.cli('plugin', 'deactivate', 'loods-live-chat')
    await shop.wordpress.cli('plugin', 'activate', 'loods-live-chat')
    const later = shop.wordpress.requests().slice(before)
    expect(later.filter(({ url }) => url.startsWith(shop.relay.url))).toEqual([])
  })

  it('goes on here with all it had when it moved', async () => {
    const before = await linked()
    await chatPage()
    await admin.getByText(OLD).waitFor()
    await screenshot(admin, 'wordpress-moved')
    await admin.getByRole('button', { name: 'The shop moved here' }).click()
    await inInbox()
    const after = await linked()
    expect(after?.id).toBe(before?.id)
    expect(after?.settings.origins).toEqual([shop.wordpress.url])
    expect(await (await fetch(shop.wordpress.url)).text()).toContain(after?.key)
  })

  it('forgets the link when it is a copy, and the original goes on untouched', async () => {
    await startedElsewhere()
    const before = await shop.relay.context.db.read.selectFrom('site_links').selectAll().execute()
    await chatPage()
    await admin.getByRole('button', { name: 'This is a copy' }).click()
    await admin.getByRole('button', { name: 'Start' }).waitFor()
    const after = await shop.relay.context.db.read.selectFrom('site_links').selectAll().execute()
    expect(after).toEqual(before)
    expect(await shop.wordpress.php("echo wp_json_encode( get_option( 'loods_link' ) );")).toBe(
      'false',
    )
  })
})

describe('a shop that leaves', () => {
  it('is asked what should become of its data, and has it erased with the plugin', async () => {
    await shop.relay.context.writer.run(async ({ db }) => {
      await db
        .updateTable('site_links')
        .set({ url: shop.wordpress.url, origin: shop.wordpress.url })
        .execute()
    })
    const site = await linked()
    await shop.wordpress.php('wp_set_current_user( 1 ); loods_start();')
    await shop.wordpress.cli('cap', 'add', 'editor', 'loods_reply')
    await admin.goto(`${shop.wordpress.url}/wp-admin/plugins.php`)
    await admin.locator('tr[data-plugin^="loods-live-chat/"] .deactivate a').click()
    const dialog = admin.getByRole('dialog', { name: 'Switch the chat off' })
    await dialog.getByLabel('Erase them for good').check()
    await screenshot(admin, 'wordpress-deactivate')
    await dialog.getByRole('button', { name: 'Switch off' }).click()
    await admin.getByText('Plugin deactivated.').waitFor()
    expect(await storedText(shop.relay)).toContain(site?.key)
    await shop.wordpress.cli('plugin', 'uninstall', 'loods-live-chat')
    expect((await storedText(shop.relay)).includes(site?.key ?? '-')).toBe(false)
    const left = await shop.wordpress.php(
      `global $wpdb;
       $names = $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%loods%'" );
       echo wp_json_encode( array( $names, get_role( 'editor' )->has_cap( 'loods_reply' ) ) );`,
    )
    expect(JSON.parse(left)).toEqual([[], false])
    expect(shop.wordpress.debugLog()).toBe('')
  })
})
