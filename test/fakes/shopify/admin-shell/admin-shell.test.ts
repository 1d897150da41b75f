import { expect, test } from 'vitest'
import { aStage } from '../testing/stage.ts'
import { hmacOfQuery } from './launch.ts'

test('the app is framed with who, where and a signed address', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const response = await fetch(shopify.appPage(shop))
  const [, src = ''] = /<iframe[^>]+src="([^"]+)"/.exec(await response.text()) ?? []
  const url = new URL(src.replaceAll('&amp;', '&'))
  const query = Object.fromEntries(url.searchParams)
  expect(url.origin).toBe('https://app.test')
  expect(query).toMatchObject({ embedded: '1', locale: 'nl', shop: 'wilg.myshopify.com' })
  expect(atob(query.host ?? '')).toBe(`${new URL(shopify.url).host}/store/wilg`)
  expect(query.hmac).toBe(hmacOfQuery(url.searchParams, 'hush'))
  const { status } = await stage.exchange({ subject_token: query.id_token })
  expect(status).toBe(200)
})

test('an app that is not installed asks the merchant first', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  await shopify.uninstall(shop)
  const asked = await fetch(shopify.appPage(shop))
  expect(asked.url).toBe(`${shopify.url}/store/wilg/oauth/install`)
  expect(await asked.text()).toContain('<li>write_pixels</li>')
  const opened = await fetch(asked.url, { method: 'POST' })
  expect(opened.url).toBe(`${shopify.url}/store/wilg/apps/loods`)
  expect([...(shop.installation?.scopes ?? [])]).toEqual(shopify.app.scopes)
})

test('staff without access to the app does not get to it', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const left = shopify.addStaff(shop, { allowed: false })
  const response = await fetch(shopify.appPage(shop, left))
  expect([response.status, (await response.text()).includes('<iframe')]).toEqual([403, false])
})

test('App Bridge asks for tokens, scopes and embeds', async () => {
  await using stage = await aStage({ app: { scopes: [], subscriptions: [] } })
  const { shopify, shop } = stage
  const tess = shopify.addStaff(shop, { firstName: 'Tess' })
  const ask = async (what: string, body: object = {}) => {
    const url = `${shopify.url}/store/wilg/ask/${what}?staff=${tess.id}`
    return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json()
  }
  const token = String(await ask('idToken'))
  expect(JSON.parse(atob(token.split('.')[1] ?? '')).sub).toBe(String(tess.id))
  expect(await ask('grantScopes', { scopes: ['read_orders'] })).toMatchObject({
    granted: ['read_orders'],
  })
  expect((await ask('grantScopes', { scopes: ['write_files'] })).error).toMatch(/not an optional/)
  expect((await ask('revokeScopes', { scopes: ['read_orders'] })).granted).toEqual([])
  const embed = async () => (await ask('extensions'))[0].activations[0]
  expect(await embed()).toMatchObject({ handle: 'chat', target: 'body', status: 'available' })
  shopify.setEmbed(shop, 'chat', true)
  expect(await embed()).toMatchObject({ status: 'active', activations: [{ target: 'body' }] })
})

test('the deep link opens the theme editor with the embed on, and saving writes it', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const editor = `${shopify.adminUrl(shop)}/admin/themes/current/editor?context=apps&template=index`
  const isOn = async (url: string) =>
    (await (await fetch(url)).text()).includes('name="chat" checked')
  expect(await isOn(editor)).toBe(false)
  expect(await isOn(`${editor}&activateAppId=someone-else/chat`)).toBe(false)
  const link = `${editor}&activateAppId=${shopify.app.apiKey}/chat`
  expect(await isOn(link)).toBe(true)
  // Nothing is on before it is saved.
  expect(await isOn(editor)).toBe(false)
  await fetch(link, { method: 'POST', body: new URLSearchParams({ chat: 'on' }) })
  expect(await isOn(editor)).toBe(true)
  await fetch(editor, { method: 'POST', body: new URLSearchParams() })
  expect(await isOn(editor)).toBe(false)
})

test('the scripts of the CDN are served', async () => {
  await using stage = await aStage()
  for (const name of ['app-bridge', 'polaris']) {
    const response = await fetch(`${stage.shopify.cdnUrl}/${name}.js`)
    expect(response.headers.get('content-type')).toContain('text/javascript')
    expect((await response.text()).length).toBeGreaterThan(1000)
  }
})
