import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from './shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await shop.startChat()
}, 120_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

async function members() {
  const [site] = await shop.relay.context.sites.all()
  return shop.relay.context.members.list(site?.id ?? '')
}

async function openInbox(login: string, role: string) {
  const user = await shop.addUser(login, role)
  const page = await shop.signedIn(user)
  await page.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods`)
  return { user, page }
}

describe('a colleague in the admin panel', () => {
  it('is a member with an own name once the inbox is opened, and out when WordPress removes them', async () => {
    const { user, page } = await openInbox('sam', 'administrator')
    await page.locator('#loods-app nav').first().waitFor()
    await expect
      .poll(async () => (await members()).map(({ name }) => name))
      .toEqual(['noor', 'sam'])
    await expect.poll(async () => (await members()).filter(({ online }) => online).length).toBe(1)
    await shop.wordpress.cli('user', 'delete', user.id, '--yes')
    expect((await members()).map(({ name }) => name)).toEqual(['noor'])
    await expect.poll(() => shop.relay.context.rooms.count().members).toBe(0)
  })

  it('is out when a change of role takes the right to answer away', async () => {
    const { user, page } = await openInbox('kim', 'administrator')
    await page.locator('#loods-app nav').first().waitFor()
    await expect.poll(async () => (await members()).length).toBe(2)
    await shop.wordpress.cli('user', 'set-role', user.id, 'editor')
    expect((await members()).map(({ name }) => name)).toEqual(['noor'])
  })

  it('sees no chat at all without the right to answer, and answers once the shop gives it', async () => {
    const { user, page } = await openInbox('bo', 'editor')
    await page.getByText(/not allowed to access this page/).waitFor()
    await shop.wordpress.cli('cap', 'add', 'editor', 'loods_reply')
    await page.reload()
    await page.locator('#loods-app nav').first().waitFor()
    await expect
      .poll(async () => (await members()).map(({ name, role }) => [name, role]))
      .toEqual([
        ['noor', 'owner'],
        ['bo', 'agent'],
      ])
    await shop.wordpress.cli('user', 'delete', user.id, '--yes')
  })

  it('goes on being removed after a relay that was away', async () => {
    const { user, page } = await openInbox('fay', 'administrator')
    await page.locator('#loods-app nav').first().waitFor()
    await expect.poll(async () => (await members()).length).toBe(2)
    await shop.wordpress.php(
      `add_filter( 'pre_http_request', fn() => new WP_Error( 'away' ) ); loods_tell_removed( ${user.id} );`,
    )
    expect((await members()).length).toBe(2)
    const due = await shop.wordpress.cli('cron', 'event', 'list', '--fields=hook', '--format=csv')
    expect(due).toContain('loods_tell_removed_again')
    await shop.wordpress.cli('cron', 'event', 'run', 'loods_tell_removed_again')
    expect((await members()).length).toBe(1)
  })
})
