import { describe, expect, it } from 'vitest'
import { shopFacts } from './facts.ts'

const noot = { id: '17', title: 'Noot', quantity: 2, price: 59.9 }
const eik = { title: 'Eik', quantity: 1 }

describe('what conditions ask of cart and product', () => {
  it('is what the page said last', () => {
    const said = [{ cart: { lines: [noot] } }, { cart: { lines: [noot, eik] }, product: eik }]
    expect(shopFacts(said)).toEqual({
      cart_value: 119.8,
      cart_items: 3,
      cart: ['17', 'Noot', '', 'Eik'],
      product: ['', 'Eik'],
    })
  })

  it('goes by the total where the page said one', () => {
    expect(shopFacts([{ cart: { lines: [noot], total: 99 } }]).cart_value).toBe(99)
  })

  it('is an empty cart and no product where nothing was said, or forgotten again', () => {
    const none = { cart_value: 0, cart_items: 0, cart: [], product: [] }
    expect(shopFacts([])).toEqual(none)
    expect(shopFacts([{ cart: { lines: [noot] } }, { cart: null }])).toEqual(none)
  })
})
