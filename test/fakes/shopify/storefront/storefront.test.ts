import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aStage } from '../testing/stage.ts'
import type { Metafield } from '../world/shop.ts'
import { createStorefront } from './storefront.ts'

const BLOCK = new URL(
  '../../../../shopify-app/extensions/loods-chat/blocks/chat.liquid',
  import.meta.url,
)
const KEY = 'abcdefghijklmnopqrst'

/** A shop whose pages print our app embed. */
async function openShop(fields: Record<string, string>) {
  const stage = await aStage({
    storefront: createStorefront({
      extension: { blocks: { chat: readFileSync(BLOCK, 'utf8') }, assets: {} },
      mint: () => 'c1',
      customer: () => stage.shop.customers[0],
      logIn: () => {},
      order: async () => {},
      asksConsent: () => false,
    }),
  })
  const { shopify, shop } = stage
  const metafields = Object.entries(fields).map(([key, value]): Metafield => {
    const type = 'single_line_text_field'
    return { id: shopify.ids.id(), namespace: 'loods', key, type, value }
  })
  shop.installation?.metafields.push(...metafields)
  shopify.addCustomer(shop, { firstName: 'Samira' })
  shopify.addProduct(shop, { title: '</script><b>"Hei" & co', handle: 'hei' })
  shopify.setEmbed(shop, 'chat', true)
  const ask = (path: string, init?: RequestInit) =>
    fetch(`${shopify.storefrontUrl(shop)}${path}`, { ...init, redirect: 'manual' })
  return {
    ask,
    product: shop.products[0],
    async embed(path: string) {
      const html = await (await ask(path)).text()
      return /<div id="shopify-block-chat"[^>]*>([\s\S]*?)<\/div>\s*<\/body>/.exec(html)?.[1] ?? ''
    },
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  }
}

function factsIn(embed: string): unknown {
  return JSON.parse(/id="loods-page">([\s\S]*?)<\/script>/.exec(embed)?.[1] ?? 'null')
}

describe('the app embed that ships, as a page of a shop prints it', () => {
  it.each([
    {},
    { site_key: '' },
    { site_key: `${KEY}"><script>alert(1)</script>` },
    { site_key: KEY.toUpperCase() },
    { site_key: 'short' },
    { site_key: 'abcde-fghij-klmno-pqrst' },
  ])('T60: is nothing at all without a site key that is one (%j)', async (fields) => {
    await using shop = await openShop({ relay: 'https://relay.example', ...fields })
    expect((await shop.embed('/')).trim()).toBe('')
  })

  it('says what the page is about, in data that ends no script, and nothing of who looks', async () => {
    await using shop = await openShop({ site_key: KEY, relay: 'https://relay.example' })
    const embed = await shop.embed('/products/hei')
    expect(factsIn(embed)).toEqual({
      kind: 'product',
      product: { id: String(shop.product?.id), title: '</script><b>"Hei" & co', price: 49 },
      currency: 'EUR',
      language: 'nl',
    })
    expect(embed.match(/<\/script>/g)).toHaveLength(2)
    expect(embed).toContain(`data-site="${KEY}"`)
    expect(embed).toContain('data-relay="https://relay.example"')
    expect(embed).not.toContain('Samira')
  })

  it.each([
    ['/', 'home', 'nl'],
    ['/en/collections/all', 'category', 'en'],
    ['/cart', 'cart', 'nl'],
    ['/search?q=hei', 'other', 'nl'],
    ['/en/nowhere', 'other', 'en'],
  ])('knows what kind of page it is on: %s', async (path, kind, language) => {
    await using shop = await openShop({ site_key: KEY, relay: 'https://relay.example' })
    expect(factsIn(await shop.embed(path))).toEqual({ kind, currency: 'EUR', language })
  })
})

describe('the cart of a shop', () => {
  it('refuses in Shopify’s words, and leads a plain form on to its page', async () => {
    await using shop = await openShop({})
    const post = (path: string, body: string) =>
      shop.ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: 'cart=c1' },
        body,
      })
    const refused = await post('/cart/add.js', '{"items":[{"id":1,"quantity":1}]}')
    expect(refused.status).toBe(404)
    expect(await refused.json()).toEqual({
      status: 404,
      message: 'Cart Error',
      description: 'Cannot find variant',
    })
    const id = shop.product?.variants[0]?.id
    const tooMany = await post('/cart/add.js', `{"id":"${id}","quantity":13}`)
    expect(tooMany.status).toBe(422)
    const form = await post('/cart/add', `{"id":"${id}","quantity":2}`)
    expect([form.status, form.headers.get('location')]).toEqual([302, '/cart'])
    const cart = await post('/cart/update.js', '{"discount":"NIETS","attributes":{"_x":"1"}}')
    expect(await cart.json()).toMatchObject({
      item_count: 2,
      total_price: 9_800,
      attributes: { _x: '1' },
      discount_codes: [{ code: 'NIETS', applicable: false }],
    })
  })
})
