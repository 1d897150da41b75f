import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPanelFor } from '../../../relay/src/hosts/panel.ts'
import { type ShopifyTalk, startShopifyTalk } from '../../../relay/src/testing/shopify-talk.ts'
import { createPanelOf } from './panel.ts'

let talk: ShopifyTalk
let siteId: string

beforeAll(async () => {
  talk = await startShopifyTalk()
  siteId = (await talk.enter()).siteId
  await talk.settle()
})
afterAll(() => talk[Symbol.asyncDispose]())

describe('what mails lead to, in a Shopify shop', () => {
  const panel = (email: string) => {
    const { db, config } = talk.relay.context
    if (!config.shopify) throw new Error('the relay has no app')
    return createPanelFor(db, createPanelOf(db, config.shopify))(siteId, email)
  }
  const owner = () => talk.shop.staff[0]?.email ?? ''

  it('is the admin for its staff, who have no other way in, at the place the mail is about', async () => {
    const found = await panel(owner())
    const url = new URL(found?.at('/c/abc') ?? '')
    expect(url.pathname).toMatch(/\/admin\/apps\/\w+\/app$/)
    expect(url.searchParams.get('open')).toBe('/c/abc')
  })

  it('is the relay’s own inbox for whoever was invited there, and once the app is out of the shop', async () => {
    expect(await panel('invited@voorbeeld.test')).toBeUndefined()
    await talk.shopify.uninstall(talk.shop)
    await talk.settle()
    expect(await panel(owner())).toBeUndefined()
  })
})
