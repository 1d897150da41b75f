import { couponCard } from '@loods/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { couponsQuestion, toCouponCards } from './coupons.ts'

const discount = (change: object = {}) => ({
  codeDiscount: {
    title: 'WELKOM10',
    summary: '10% korting op de hele bestelling',
    status: 'ACTIVE',
    usageLimit: null,
    asyncUsageCount: 4,
    codes: { nodes: [{ code: 'WELKOM 10%' }] },
    ...change,
  },
})

const cards = (...nodes: ReturnType<typeof discount>[]) =>
  toCouponCards({
    codeDiscountNodes: { nodes },
    shop: { primaryDomain: { url: 'https://lampen.example' } },
  })

describe('coupons of a Shopify shop', () => {
  it('are cards whose link puts the code on the cart', () => {
    const all = cards(discount())
    expect(all).toEqual([
      {
        kind: 'coupon',
        code: 'WELKOM 10%',
        title: '10% korting op de hele bestelling',
        url: 'https://lampen.example/discount/WELKOM%2010%25',
      },
    ])
    for (const card of all) expect(v.parse(couponCard, card)).toEqual(card)
  })

  it.each([
    ['is over', { status: 'EXPIRED' }],
    ['is used up', { usageLimit: 4 }],
    ['has no code', { codes: { nodes: [] } }],
    ['is of another app’s own kind', { codes: undefined, status: undefined }],
  ])('are none where a discount %s', (_, change) => {
    expect(cards(discount(change))).toEqual([])
  })

  it('are looked for by words, which mean nothing else', () => {
    expect(couponsQuestion('welkom" OR status:expired').query).toBe(
      'status:active AND "welkom" AND "OR" AND "status" AND "expired"',
    )
  })
})
