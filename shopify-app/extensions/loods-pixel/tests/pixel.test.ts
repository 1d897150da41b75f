import { shopifyPixelEvent } from '@loods/protocol'
import type { AlertDisplayedType, ExtensionApi } from '@shopify/web-pixels-extension'
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startPixel } from '../src/pixel.ts'
import { checkout, type FakeShop, fakeShop } from './fake-shop.ts'

const KEY = 'loods.abcdefghijklmnop'
const CONVERSATION = 'V1StGXR8_Z5jdHi6B-myT'
/** Everything in a checkout that is somebody's own. */
const PERSONAL = /sanne|vries|prinsengracht|1015|612345678|noor|secret|amsterdam/i

/** Runs the pixel in a shop, and gives what it posts, each checked as the relay checks it. */
function watch(shop: FakeShop) {
  const send = vi.fn(async (_url: string, _options: RequestInit) => {})
  startPixel(shop.api, send)
  return {
    send,
    async posts() {
      await new Promise((done) => setImmediate(done))
      return send.mock.calls.map(([, { body }]) =>
        v.parse(shopifyPixelEvent, JSON.parse(String(body))),
      )
    },
  }
}

describe('what the pixel tells', () => {
  it.each([
    ['checkout_started', 'started'],
    ['checkout_contact_info_submitted', 'contact'],
    ['checkout_address_info_submitted', 'address'],
    ['checkout_shipping_info_submitted', 'shipping'],
    ['payment_info_submitted', 'payment'],
  ] as const)('tells of %s as the step %s, with how much is in the cart', async (name, step) => {
    const shop = fakeShop()
    const { posts } = watch(shop)
    shop.happens(name, { checkout: checkout() })
    expect(await posts()).toEqual([
      {
        visit: null,
        clientId: 'c1e1e7b2-4f0d-4c0e-9a39-0c1d4a1f0001',
        event: name,
        eventId: 'sh-00000000-0001',
        at: Date.UTC(2026, 10, 23, 10),
        step,
        cart: { lines: 1, total: 12_475, currency: 'EUR' },
      },
    ])
  })

  it('tells an order’s number with all its digits, also out of a global id', async () => {
    const shop = fakeShop()
    const { posts } = watch(shop)
    for (const id of ['9007199254740993', 'gid://shopify/OrderIdentity/9007199254740995']) {
      shop.happens('checkout_completed', { checkout: checkout({ order: { customer: null, id } }) })
    }
    expect((await posts()).map(({ order }) => order?.id)).toEqual([
      '9007199254740993',
      '9007199254740995',
    ])
  })

  it('tells where something was refused, and nothing of what was typed', async () => {
    const shop = fakeShop()
    const { posts, send } = watch(shop)
    shop.happens('alert_displayed', {
      alert: {
        message: 'sanne@example is not an e-mail address',
        target: 'cart.buyerIdentity.email',
        type: 'INPUT_INVALID' as AlertDisplayedType,
        value: 'sanne@example',
      },
    })
    const [{ alert } = {}] = await posts()
    expect(alert).toEqual({ type: 'INPUT_INVALID', target: 'cart.buyerIdentity.email' })
    expect(send.mock.calls[0]?.[1].body).not.toMatch(PERSONAL)
  })

  it('tells of a cart only how much is in it', async () => {
    const shop = fakeShop()
    const { posts } = watch(shop)
    shop.happens('cart_viewed', {
      cart: {
        attributes: [{ key: 'gift', value: 'For Noor' }],
        cost: { totalAmount: { amount: 1_200, currencyCode: 'JPY' } },
        id: 'secret-cart-token',
        lines: [],
        totalQuantity: 0,
      },
    })
    const [viewed] = await posts()
    expect(viewed?.cart).toEqual({ lines: 0, total: 1_200, currency: 'JPY' })
  })

  it('lets no e-mail, name, address, telephone or token out, whatever a checkout holds', async () => {
    const shop = fakeShop({
      [KEY]: JSON.stringify({ secret: 'secret', conversationId: CONVERSATION }),
    })
    const { posts, send } = watch(shop)
    shop.happens('checkout_started', { checkout: checkout() })
    shop.happens('checkout_completed', {
      checkout: checkout({
        order: { customer: { id: '77', isFirstOrder: true }, id: '450789469' },
      }),
    })
    expect(await posts()).toHaveLength(2)
    for (const [, { body }] of send.mock.calls) expect(body).not.toMatch(PERSONAL)
  })
})

describe('whose events they are', () => {
  it('names the conversation this browser has, never its secret', async () => {
    const shop = fakeShop({ [KEY]: JSON.stringify({ secret: 's', conversationId: CONVERSATION }) })
    const { posts } = watch(shop)
    shop.happens('checkout_started', { checkout: checkout() })
    expect((await posts())[0]?.visit).toBe(CONVERSATION)
  })

  it.each([
    ['nothing is kept', {}],
    ['what is kept is no JSON', { [KEY]: '{' }],
    ['storage may not be read', null],
  ])('says null where %s', async (_, stored) => {
    const shop = fakeShop(stored as Record<string, string> | null)
    const { posts } = watch(shop)
    shop.happens('checkout_started', { checkout: checkout() })
    expect((await posts())[0]?.visit).toBeNull()
  })
})

describe('how it is sent', () => {
  it('posts a text to the shop’s own address at the relay, which outlives the page', async () => {
    const shop = fakeShop()
    const { posts, send } = watch(shop)
    shop.happens('checkout_started', { checkout: checkout() })
    await posts()
    const [url, options] = send.mock.calls[0] ?? []
    expect(url).toBe('https://chat.example/shopify/pixel/abcdefghijklmnop')
    expect(options).toMatchObject({ method: 'POST', keepalive: true, mode: 'no-cors' })
    expect(new Request('https://chat.example', options).headers.get('content-type')).toBe(
      'text/plain;charset=UTF-8',
    )
  })

  it('goes on after a post that failed', async () => {
    const shop = fakeShop()
    const { posts, send } = watch(shop)
    send.mockRejectedValueOnce(new TypeError('offline'))
    shop.happens('checkout_started', { checkout: checkout() })
    shop.happens('payment_info_submitted', { checkout: checkout() })
    expect(await posts()).toHaveLength(2)
  })
})

describe('the extension', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('registers itself as Shopify’s sandbox wants it, and sends with what is there', async () => {
    const shop = fakeShop()
    const send = vi.fn(async () => {})
    const extend = vi.fn((_point: string, start: (api: ExtensionApi) => void) =>
      start(shop.api as ExtensionApi),
    )
    vi.stubGlobal('shopify', { extend })
    vi.stubGlobal('fetch', send)
    await import('../src/index.ts')
    shop.happens('checkout_started', { checkout: checkout() })
    await vi.waitFor(() => expect(send).toHaveBeenCalledOnce())
    expect(extend.mock.calls[0]?.[0]).toBe('WebPixel::Render')
  })
})
