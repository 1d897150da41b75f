import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopifyTalk, startShopifyTalk } from '../../../relay/src/testing/shopify-talk.ts'

let talk: ShopifyTalk
let siteKey: string

beforeAll(async () => {
  talk = await startShopifyTalk()
  siteKey = (await talk.enter()).siteKey
  await talk.settle()
})
afterAll(() => talk[Symbol.asyncDispose]())

const page = (key = siteKey) => fetch(`${talk.relay.url}/shopify/keep/${key}`)

describe('the page that keeps a conversation for the checkout', () => {
  it('T80: may be framed by the shop’s own pages and nobody else, and holds nobody’s name', async () => {
    const response = await page()
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy.match(/frame-ancestors (.*)$/)?.[1]).toBe(
      'https://wilg.myshopify.com https://wilgenwol.test',
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('is none for a key that is no Shopify shop’s, and for a shop that has the app no longer', async () => {
    expect((await page('a'.repeat(20))).status).toBe(404)
    await talk.shopify.uninstall(talk.shop)
    await talk.settle()
    expect((await page()).status).toBe(404)
  })
})
