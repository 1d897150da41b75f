import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenshot } from '../support/chromium.ts'
import { openShop, type Shop } from './shop.ts'

const PLUGIN = 'loods-live-chat'
const START = 'wp_set_current_user( 1 ); echo wp_json_encode( loods_start() );'

/** Somebody who runs one site only asks for all of them. */
const ASK_AS_SITE_ADMIN = `
  $id = wp_create_user( 'sam', 'een lang wachtwoord', 'sam@shop.test' );
  add_user_to_blog( get_current_blog_id(), $id, 'administrator' );
  wp_set_current_user( $id );
  $ask = new WP_REST_Request( 'POST', '/loods/v1/erase' );
  $ask->set_body_params( array( 'erase' => true, 'network' => true ) );
  echo rest_do_request( $ask )->get_status();`

let shop: Shop
let one: string
let two: string

beforeAll(async () => {
  shop = await openShop()
  const { cli, url } = shop.wordpress
  one = `--url=${url}`
  two = `--url=${url}/twee`
  await cli('core', 'multisite-convert', '--skip-config')
  await becomeNetwork()
  await cli('site', 'create', '--slug=twee', '--title=Twee')
  await cli('plugin', 'install', shop.plugin)
}, 180_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

/** Writes what WP-CLI would into a config that it does not know; each site then has an address of its own. */
async function becomeNetwork(): Promise<void> {
  const file = `${(await shop.wordpress.php('echo ABSPATH;')).trim()}wp-config.php`
  const network = {
    MULTISITE: true,
    SUBDOMAIN_INSTALL: false,
    DOMAIN_CURRENT_SITE: new URL(shop.wordpress.url).host,
    PATH_CURRENT_SITE: '/',
    SITE_ID_CURRENT_SITE: 1,
    BLOG_ID_CURRENT_SITE: 1,
  }
  const lines = Object.entries(network).map(
    ([name, value]) => `define( '${name}', ${JSON.stringify(value)} );`,
  )
  const alone = readFileSync(file, 'utf8').replace(/^define\( 'WP_(HOME|SITEURL)'.*\n/gm, '')
  writeFileSync(file, alone.replace('<?php', ['<?php', ...lines].join('\n')))
}

/** What the relay has of each site: its path, and whether its widget may run. */
async function links(): Promise<string[][]> {
  const rows = await shop.relay.context.db.read.selectFrom('site_links').selectAll().execute()
  return rows.map(({ url, state }) => [new URL(url).pathname, state]).sort()
}

/** Whether what a site has at the relay goes when the plugin is deleted. */
async function erases(site: string): Promise<boolean> {
  const said = await shop.wordpress.cli('eval', "echo (int) loods_settings()['erase'];", site)
  return said.trim() === '1'
}

/** Opens the dialog of the network's plugins, and says there that every site goes for good. */
async function erasesForAll(): Promise<void> {
  const admin = await shop.signedIn()
  await admin.goto(`${shop.wordpress.url}/wp-admin/network/plugins.php`)
  const open = () => admin.locator('tr[data-plugin^="loods"] .deactivate a').click()
  await open()
  await admin.getByText('What each site has chosen').waitFor()
  await screenshot(admin, 'wordpress-network-deactivate')
  await admin.getByRole('button', { name: 'Cancel' }).click()
  expect([await erases(one), await erases(two)]).toEqual([false, false])
  await open()
  await admin.getByLabel('Erase them for good, of every site').check()
  await admin.route('**/plugins.php?action=deactivate*', (route) => route.abort())
  const kept = admin.waitForResponse((response) => response.url().includes('/loods/v1/erase'))
  await admin.getByRole('button', { name: 'Switch off' }).click()
  expect((await kept).status()).toBe(200)
  expect([await erases(one), await erases(two)]).toEqual([true, true])
  const answer = await shop.wordpress.cli('eval', ASK_AS_SITE_ADMIN, two)
  expect(answer.trim()).toBe('403')
  await admin.close()
}

describe('a network of sites in folders', () => {
  it('has the chat on the one site where it was activated', async () => {
    const { cli } = shop.wordpress
    await cli('plugin', 'activate', PLUGIN, one)
    expect(await cli('eval', START, one)).toContain('linked')
    expect(await cli('eval', "echo (int) function_exists( 'loods_start' );", two)).toBe('0')
    expect(await links()).toEqual([['/', 'on']])
  })

  it('has a chat of its own for each site, and all of them go when the network switches it off', async () => {
    const { cli } = shop.wordpress
    await cli('plugin', 'activate', PLUGIN, '--network')
    expect(await cli('eval', START, two)).toContain('linked')
    expect(await links()).toEqual([
      ['/', 'on'],
      ['/twee', 'on'],
    ])
    await erasesForAll()
    await cli('plugin', 'deactivate', PLUGIN, '--network')
    expect((await links()).map(([, state]) => state)).toEqual(['off', 'off'])
  })

  it('keeps nothing of it on any site once it is deleted', async () => {
    const { cli, debugLog } = shop.wordpress
    await cli('plugin', 'uninstall', PLUGIN, '--deactivate')
    const left =
      'global $wpdb; echo wp_json_encode( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE \'%loods%\'" ) );'
    expect(await cli('eval', left, one)).toBe('[]')
    expect(await cli('eval', left, two)).toBe('[]')
    expect(debugLog()).toBe('')
  })
})
