import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import { type MoodyLine, startMoodyLine } from './moody-line.ts'
import { openShop, type Shop } from './shop.ts'

let line: MoodyLine
let shop: Shop
let admin: Page

beforeAll(async () => {
  line = await startMoodyLine()
  shop = await openShop({ PUBLIC_URL: line.url })
  line.leadTo(shop.relay)
  await shop.startChat()
  admin = await shop.signedIn()
  admin.setDefaultTimeout(60_000)
}, 180_000)
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await line?.[Symbol.asyncDispose]()
})

const chatPage = (page = 'loods') =>
  admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=${page}`, { waitUntil: 'commit' })

/** How often the shop's server asked the relay something, but for the heartbeats of open pages. */
function asked(): number {
  const toRelay = shop.wordpress.requests().filter(({ url }) => url.startsWith(line.url))
  return toRelay.filter(({ during }) => !during.includes('admin-ajax.php')).length
}

describe.each([
  ['down', 'The chat server cannot be reached just now.'],
  ['slow', 'The chat server cannot be reached just now.'],
  ['garbage', 'gave an answer that makes no sense'],
] as const)('while the relay is %s', (mood, settingsSay) => {
  beforeAll(() => line.be(mood))

  it('the shop’s pages ask it nothing, and are whole', async () => {
    const before = asked()
    const phone = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    const errors: Error[] = []
    phone.on('pageerror', (error) => errors.push(error))
    for (const path of ['/', '/hello-world/']) {
      await phone.goto(shop.wordpress.url + path, { waitUntil: 'load' })
      await phone.getByRole('link', { name: 'De Lampenwinkel' }).first().waitFor()
    }
    expect(errors).toEqual([])
    expect(asked()).toBe(before)
  })

  it('no page of wp-admin waits for it', async () => {
    const before = asked()
    for (const path of ['index.php', 'users.php', 'admin.php?page=loods']) {
      await admin.goto(`${shop.wordpress.url}/wp-admin/${path}`, { waitUntil: 'commit' })
      await admin.locator('#wpbody-content').waitFor()
    }
    expect(asked()).toBe(before)
  })

  it('wp-admin says so in a sentence', async () => {
    await chatPage()
    await admin.getByText('No connection').first().waitFor()
    await screenshot(admin, `wordpress-inbox-${mood}`)
    await chatPage('loods-settings')
    await admin.getByText(settingsSay).first().waitFor()
    await screenshot(admin, `wordpress-settings-${mood}`)
  })
})

describe('while the relay is away', () => {
  beforeAll(() => line.be('down'))

  it('shoppers who make an account or leave are none of its business', async () => {
    const before = asked()
    const { id } = await shop.addUser('jet', 'subscriber')
    await shop.wordpress.cli('user', 'set-role', id, 'contributor')
    await shop.wordpress.cli('user', 'delete', id, '--yes')
    expect(asked()).toBe(before)
  })

  it('of many members who go only the first waits for it, and it hears of all later', async () => {
    const ids = [await shop.addUser('sam', 'administrator'), await shop.addUser('kim', 'editor')]
    await shop.wordpress.cli('cap', 'add', 'editor', 'loods_reply')
    const before = asked()
    await shop.wordpress.cli('user', 'delete', ...ids.map(({ id }) => id), '--yes')
    expect(asked()).toBe(before + 1)
    line.be('well')
    await shop.wordpress.cli('cron', 'event', 'run', 'loods_tell_removed_again')
    expect(asked()).toBe(before + 3)
    const left = await shop.wordpress.cli('cron', 'event', 'list', '--fields=hook', '--format=csv')
    expect(left).not.toContain('loods_tell_removed_again')
  })

  it('a plugin that is switched on again brings the chat back as soon as the relay is there', async () => {
    const [site] = await shop.relay.context.sites.all()
    const config = async () => (await shop.relay.call(`/widget/v1/${site?.key}/config`)).status
    await shop.wordpress.cli('plugin', 'deactivate', 'loods-live-chat')
    line.be('down')
    await shop.wordpress.cli('plugin', 'activate', 'loods-live-chat')
    line.be('well')
    expect(await config()).toBe(404)
    await shop.wordpress.cli('cron', 'event', 'run', 'loods_tell_on_again')
    expect(await config()).toBe(200)
  })
})

describe('when the relay is back', () => {
  it('the inbox goes on where somebody tries again', async () => {
    line.be('down')
    await chatPage()
    const again = admin.getByRole('button', { name: 'Try again' })
    await again.waitFor()
    line.be('well')
    await again.click()
    await admin.locator('#loods-app nav').first().waitFor()
    expect(shop.wordpress.debugLog()).toBe('')
  })
})
