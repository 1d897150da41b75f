import { describe, expect, it } from 'vitest'
import { totalsOf } from './totals.ts'

describe(totalsOf, () => {
  it('adds up by currency', () => {
    const items = [
      { quantity: 2, price: 59.9, currency: 'EUR' },
      { quantity: 1, price: 24, currency: 'EUR' },
      { quantity: 3, price: 10, currency: 'USD' },
    ]
    expect(totalsOf(items)).toEqual([
      { currency: 'EUR', amount: expect.closeTo(143.8) },
      { currency: 'USD', amount: 30 },
    ])
  })

  it('says no total where a price is missing', () => {
    expect(totalsOf([{ quantity: 1, price: 5 }, { quantity: 1 }])).toEqual([])
  })
})
