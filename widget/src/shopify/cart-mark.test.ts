import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ShopifyCart } from './cart.ts'

const CART: ShopifyCart = {
  ...{ item_count: 1, total_price: 4_900, currency: 'EUR', items: [] },
  attributes: { Cadeau: 'ja' },
}

let asked: unknown[]
let markCart: typeof import('./cart-mark.ts')['markCart']

/** A page of its own, in a browser that keeps this. */
async function open(kept: Record<string, string>): Promise<void> {
  vi.resetModules()
  vi.stubGlobal('localStorage', kept)
  markCart = (await import('./cart-mark.ts')).markCart
}

beforeEach(() => {
  asked = []
  vi.stubGlobal('window', { Shopify: { routes: { root: '/nl/' } } })
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    asked.push([url, JSON.parse(body)])
    return Response.json({})
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const WROTE = { 'loods.key': JSON.stringify({ conversationId: 'c1', secret: 's' }) }
const MARKED = ['/nl/cart/update.js', { attributes: { _loods: 'c1' } }]

it('names the conversation in the cart once, even where the shop does not show it back', async () => {
  await open(WROTE)
  await markCart(CART, 'key')
  await markCart(CART, 'key')
  expect(asked).toEqual([MARKED])
})

it('leaves a cart alone that names it already, and one with nothing in it', async () => {
  await open(WROTE)
  await markCart({ ...CART, attributes: { _loods: 'c1' } }, 'key')
  await markCart({ ...CART, item_count: 0 }, 'key')
  expect(asked).toEqual([])
  await markCart({ ...CART, attributes: { _loods: 'earlier' } }, 'key')
  expect(asked).toEqual([MARKED])
})

it('writes nothing into the cart of a shopper who wrote nothing', async () => {
  await open({ 'loods.key.draft': 'Hallo' })
  await markCart(CART, 'key')
  await open({ 'loods.key': 'no JSON' })
  await markCart(CART, 'key')
  expect(asked).toEqual([])
})

it('takes out of the cart what somebody wrote who has logged out since', async () => {
  await open({})
  await markCart({ ...CART, attributes: { _loods: 'earlier' } }, 'key')
  expect(asked).toEqual([['/nl/cart/update.js', { attributes: { _loods: '' } }]])
})
