import { describe, expect, it } from 'vitest'
import { toCart } from './cart.ts'

describe('a cart of the Store API', () => {
  it('becomes lines and a total in the currency’s main unit, and nothing of the shopper', () => {
    const answer = {
      items: [
        {
          id: 12,
          name: 'Noot &amp; co',
          quantity: 2,
          prices: { price: '5990', currency_minor_unit: 2 },
        },
      ],
      totals: { total_price: '11980', currency_code: 'EUR', currency_minor_unit: 2 },
      billing_address: { email: 'iemand@thuis.example' },
    }
    expect(toCart(answer, (html) => html.replace('&amp;', '&'))).toEqual({
      lines: [{ id: '12', title: 'Noot & co', quantity: 2, price: 59.9 }],
      total: 119.8,
      currency: 'EUR',
    })
  })

  it('knows currencies without minor units', () => {
    const totals = { total_price: '4200', currency_code: 'JPY', currency_minor_unit: 0 }
    expect(toCart({ items: [], totals }, String)).toEqual({
      lines: [],
      total: 4200,
      currency: 'JPY',
    })
  })
})
