import { describe, expect, it } from 'vitest'
import { refusedCodes, toCart } from './cart.ts'

/** As cart.js answers, shortened to one line of each kind of value. */
const ANSWER = {
  token: 'Z2NwLWV1cm9wZS13ZXN0',
  note: 'Graag voor vrijdag, Jet Bakker',
  attributes: { Cadeau: 'ja' },
  original_total_price: 13_980,
  total_price: 11_980,
  total_discount: 2_000,
  item_count: 2,
  items: [
    {
      id: 44_000_000_000_012,
      variant_id: 44_000_000_000_012,
      product_id: 8_000_000_000_001,
      key: '44000000000012:7a',
      title: 'Noot - Eiken',
      product_title: 'Noot',
      quantity: 2,
      price: 6_990,
      original_price: 6_990,
      final_price: 5_990,
      final_line_price: 11_980,
      properties: { Gravure: 'Voor Jet' },
    },
  ],
  currency: 'EUR',
  discount_codes: [
    { code: 'ZOMER', applicable: true },
    { code: 'WINTER', applicable: false },
  ],
}

describe('a cart of a Shopify shop', () => {
  it('becomes lines at what they cost after discounts, and nothing of the shopper', () => {
    expect(toCart(ANSWER)).toEqual({
      lines: [{ id: '44000000000012', title: 'Noot - Eiken', quantity: 2, price: 59.9 }],
      total: 119.8,
      currency: 'EUR',
    })
  })

  it('counts hundredths in currencies that have none, too', () => {
    const yen = { ...ANSWER, items: [], total_price: 420_000, currency: 'JPY' }
    expect(toCart(yen)).toEqual({ lines: [], total: 4_200, currency: 'JPY' })
  })

  it('tells which codes were refused, where the shop tells of codes at all', () => {
    expect(refusedCodes(ANSWER)).toEqual(['WINTER'])
    const { discount_codes: _, ...older } = ANSWER
    expect(refusedCodes(older)).toEqual([])
  })
})
