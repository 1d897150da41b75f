import type { MeAnswer, Member, ShopifyEnterAnswer, SiteAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ShopifyTalk,
  shopifyEnv,
  startShopifyTalk,
} from '../../../relay/src/testing/shopify-talk.ts'
import { startTestRelay } from '../../../relay/src/testing/test-relay.ts'
import { DIALECTS, dialectEnv } from '../../../relay/src/testing/test-storage.ts'
import type { Shop } from '../../../test/fakes/shopify/world/shop.ts'

const HOUR = 3_600_000

let talk: ShopifyTalk
let shop: Shop

const exchanges = () =>
  talk.shopify.requests.filter(({ path }) => path === '/admin/oauth/access_token').length
const questions = () => talk.shopify.requests.filter(({ path }) => path.endsWith('graphql.json'))
const metafields = () =>
  Object.fromEntries(shop.installation?.metafields.map(({ key, value }) => [key, value]) ?? [])

async function siteOf({ token, siteId }: { token: string; siteId: string }): Promise<SiteAnswer> {
  return talk.relay.json(`/api/sites/${siteId}`, { token })
}

describe.each(DIALECTS)('opening the app in a Shopify shop, on %s', (dialect) => {
  beforeEach(async () => {
    talk = await startShopifyTalk({ env: await dialectEnv(dialect) })
    shop = talk.shop
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('makes it a site and its owner a member, waiting for nothing but tokens', async () => {
    // Its clock stands still, so that no question is answered.
    talk.shopify.faults.failNext('slow', { on: /graphql/, times: 100 })
    const came = await talk.enter()
    expect(exchanges()).toBe(2)
    const me = await talk.relay.json<MeAnswer>('/api/me', { token: came.token })
    expect(me).toMatchObject({
      name: 'Mila Visser',
      email: 'mila@wilgenwol.test',
      language: 'nl',
      sites: [{ siteId: came.siteId, key: came.siteKey, role: 'owner' }],
    })
  })

  it('then tells the shop which site it is, creates its pixel once, and learns what it is called', async () => {
    const came = await talk.enter()
    await talk.settle()
    expect(metafields()).toEqual({
      site_key: came.siteKey,
      relay: talk.relay.context.config.publicUrl,
    })
    const pixel = shop.installation?.webPixel
    expect(JSON.parse(pixel?.settings ?? '')).toEqual({
      siteKey: came.siteKey,
      relay: talk.relay.context.config.publicUrl,
    })
    expect((await siteOf(came)).settings).toMatchObject({
      name: 'Wilg & Wol',
      timeZone: 'Europe/Amsterdam',
      language: 'nl',
      origins: ['https://wilg.myshopify.com', 'https://wilgenwol.test'],
    })
    await talk.shopify.time.advance(2 * HOUR)
    const before = questions().length
    await talk.enter()
    await talk.settle()
    expect(shop.installation?.webPixel).toEqual(pixel)
    expect(questions().length).toBeGreaterThan(before)
  })

  it('goes on with whatever was not done when it failed in between', async () => {
    talk.shopify.faults.failNext('lost_response', { on: /graphql/, times: 2 })
    const came = await talk.enter()
    for (let i = 0; i < 6; i += 1) {
      await talk.settle()
      await talk.shopify.time.advance(5 * 60_000)
    }
    await talk.settle()
    expect(metafields()).toMatchObject({ site_key: came.siteKey })
    expect(shop.installation?.webPixel).toBeDefined()
  })

  it('brings in each person once, the account’s owner as an owner and others as agents', async () => {
    const agent = talk.shopify.addStaff(shop, { firstName: 'Daan', email: 'daan@wilgenwol.test' })
    const owner = await talk.enter()
    const first = await talk.enter({ staff: agent })
    const again = await talk.enter({ staff: agent })
    expect(exchanges()).toBe(3)
    expect(again.siteId).toBe(owner.siteId)
    const { members } = await talk.relay.json<{ members: Member[] }>(
      `/api/sites/${owner.siteId}/members`,
      { token: first.token },
    )
    expect(members.map(({ name, role }) => `${name} ${role}`).toSorted()).toEqual([
      'Daan Visser agent',
      'Mila Visser owner',
    ])
  })

  it('makes the first one an owner, and keeps what members were made since', async () => {
    const agent = talk.shopify.addStaff(shop, { firstName: 'Daan', email: 'daan@wilgenwol.test' })
    const first = await talk.enter({ staff: agent })
    const owner = await talk.enter()
    const path = `/api/sites/${first.siteId}/members`
    const list = () => talk.relay.json<{ members: Member[] }>(path, { token: owner.token })
    const roles = async () => (await list()).members.map(({ role }) => role)
    expect(await roles()).toEqual(['owner', 'owner'])
    const daan = (await list()).members.find(({ name }) => name === 'Daan Visser')
    await talk.relay.json(`${path}/${daan?.id}`, {
      method: 'PATCH',
      token: owner.token,
      body: { role: 'admin' },
    })
    await talk.enter({ staff: agent })
    expect((await roles()).toSorted()).toEqual(['admin', 'owner'])
  })

  it('is one shop, however many pages are opened at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => talk.enter()))
    expect(new Set(answers.map(({ siteId }) => siteId)).size).toBe(1)
    const { token, siteId } = answers[0] ?? { token: '', siteId: '' }
    const { members } = await talk.relay.json<{ members: Member[] }>(
      `/api/sites/${siteId}/members`,
      { token },
    )
    expect(members).toHaveLength(1)
    await talk.settle()
    expect(metafields()).toMatchObject({ site_key: answers[0]?.siteKey })
  })

  it('gives a shop that comes back its site, and sets all of it again', async () => {
    const before = await talk.enter()
    await talk.settle()
    await talk.shopify.uninstall(shop)
    await talk.settle()
    talk.shopify.install(shop)
    const after = await talk.enter()
    await talk.settle()
    expect(after).toMatchObject({ siteId: before.siteId, siteKey: before.siteKey })
    expect(metafields()).toMatchObject({ site_key: before.siteKey })
    expect(shop.installation?.webPixel).toBeDefined()
    expect(await talk.relay.context.links.isOn(before.siteId)).toBe(true)
  })

  it('says so where Shopify does not answer, and keeps nothing half', async () => {
    talk.shopify.faults.failNext('bad_gateway', { on: /oauth/ })
    const refused = await talk.open()
    expect(refused.status).toBe(503)
    expect(await talk.relay.context.sites.all()).toEqual([])
    expect(await talk.enter()).toMatchObject({ siteKey: expect.any(String) })
  })

  it('is refused to whom Shopify does not know any more', async () => {
    const token = talk.shopify.sessionToken(shop)
    shop.installation = undefined
    const refused = await talk.open({ token })
    expect(refused.status).toBe(401)
    expect(await talk.relay.context.sites.all()).toEqual([])
  })
})

describe('a relay without a Shopify app', () => {
  it('knows nothing of it', async () => {
    const { startTestRelay } = await import('../../../relay/src/testing/test-relay.ts')
    await using relay = await startTestRelay()
    expect((await relay.call('/shopify/v1/enter', { body: {} })).status).toBe(404)
    expect((await relay.call('/shopify/webhooks', { body: {} })).status).toBe(404)
  })
})

describe('a shop that is opened for the first time at two relays of one database at once', () => {
  it('is one site with one owner, and has tokens that are good', async () => {
    const env = { ...(await dialectEnv('postgres')), SECRET_KEY: 'k'.repeat(43) }
    talk = await startShopifyTalk({ env })
    const other = await startTestRelay({
      clock: talk.shopify.time.now,
      env: { ...shopifyEnv(talk.shopify), LOG_LEVEL: 'silent', ...env },
    })
    for (let round = 0; round < 5; round += 1) {
      const domain = `twee${round}.myshopify.com`
      const both = talk.shopify.addShop({ domain, primaryHost: `twee${round}.test` })
      talk.shopify.install(both)
      const token = talk.shopify.sessionToken(both)
      const came = await Promise.all(
        [talk.relay, other].map((relay) =>
          relay.json<ShopifyEnterAnswer>('/shopify/v1/enter', { body: {}, token }),
        ),
      )
      const [one, two] = came
      expect(two?.siteId).toBe(one?.siteId)
      const { members } = await talk.relay.json<{ members: Member[] }>(
        `/api/sites/${one?.siteId}/members`,
        { token: one?.token ?? '' },
      )
      expect(members.map(({ role }) => role)).toEqual(['owner'])
      const opened = await other.context.db.read
        .selectFrom('shopify_shops')
        .select(['site_id', 'state'])
        .where('shop', '=', domain)
        .execute()
      expect(opened).toEqual([{ site_id: one?.siteId, state: 'installed' }])
      await talk.settle()
      await other.context.outbox.settle()
      expect(both.installation?.webPixel).toBeDefined()
    }
    await other[Symbol.asyncDispose]()
    await talk[Symbol.asyncDispose]()
  })
})
