import { describe, expect, it } from 'vitest'
import type { LoodsContext } from '../../types/index.d.ts'
import { toShopContext } from './shop-context.ts'

const noot = { title: 'Bureaulamp Noot', quantity: 2, price: 59.9 }

describe('what a page said of the visit', () => {
  it('takes the last word on cart and product, and joins fields by name', () => {
    const said: LoodsContext[] = [
      { product: { title: 'Noot' }, fields: { voorraad: 'laag', klantgroep: 'nieuw' } },
      { cart: { lines: [noot] } },
      { cart: { lines: [] }, fields: { klantgroep: 'vast' } },
    ]
    expect(toShopContext(said)).toEqual({
      product: { title: 'Noot' },
      cart: { lines: [] },
      fields: { voorraad: 'laag', klantgroep: 'vast' },
    })
  })

  it('forgets what is said to be null', () => {
    expect(toShopContext([{ cart: { lines: [noot] } }, { cart: null }])).toEqual({ fields: {} })
  })

  it('passes over what is no context at all', () => {
    const said = [undefined, null, 'cart', 7, { cart: { lines: [noot] } }] as LoodsContext[]
    expect(toShopContext(said)).toEqual({ cart: { lines: [noot] }, fields: {} })
  })

  it('is left out when it is so large that it could stop a message', () => {
    expect(toShopContext([{ fields: { note: 'x'.repeat(30_000) } }])).toEqual({})
  })

  it('is left out when it cannot be written as JSON', () => {
    const loop: Record<string, unknown> = {}
    loop.loop = loop
    expect(toShopContext([{ cart: loop as never }])).toEqual({})
  })
})
