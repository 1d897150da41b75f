import { afterEach, describe, expect, it, vi } from 'vitest'
import { addToCart } from './add-to-cart.ts'
import type { StandardActions } from './page.ts'

type Act = NonNullable<StandardActions['updateCart']>

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A page whose theme says by itself how its cart is changed, or leaves that to Shopify. */
function pageWith({ isDefault, userErrors }: { isDefault: boolean; userErrors?: object[] }) {
  const act = Object.assign(
    vi.fn(async () => ({ userErrors })),
    { isDefault: () => isDefault },
  ) as unknown as Act
  const ask = vi.fn(async () => Response.json({ items: [] }))
  vi.stubGlobal('fetch', ask)
  vi.stubGlobal('document', { querySelectorAll: () => [], documentElement: new EventTarget() })
  vi.stubGlobal('window', {
    Shopify: { actions: { updateCart: act }, routes: { root: '/nl/' } },
  })
  return { act, ask }
}

describe('a product from the chat', () => {
  it('goes into the cart by the theme’s own action, where it has one', async () => {
    const { act, ask } = pageWith({ isDefault: false })
    await addToCart('44000000000012', 2)
    const merchandiseId = 'gid://shopify/ProductVariant/44000000000012'
    expect(act).toHaveBeenCalledExactlyOnceWith({ lines: [{ merchandiseId, quantity: 2 }] })
    expect(ask).not.toHaveBeenCalled()
  })

  it('is not in the cart where that action says no', async () => {
    pageWith({ isDefault: false, userErrors: [{ message: 'Uitverkocht' }] })
    await expect(addToCart('44000000000012', 1)).rejects.toThrow('Uitverkocht')
  })

  it('never goes by Shopify’s own action, which loads the page anew', async () => {
    const { act, ask } = pageWith({ isDefault: true })
    const added = await addToCart('9007199254740993', 1)
    expect(added).toEqual({ cartUrl: '/nl/cart' })
    expect(act).not.toHaveBeenCalled()
    const [url, init] = ask.mock.calls[0] as unknown as [string, RequestInit]
    expect(url).toBe('/nl/cart/add.js')
    expect(JSON.parse(String(init.body)).items).toEqual([{ id: '9007199254740993', quantity: 1 }])
  })
})
