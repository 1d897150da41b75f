import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from './shop.ts'

const PLUGIN = 'loods-live-chat'
const START = 'wp_set_current_user( 1 ); echo wp_json_encode( loods_start() );'

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
