import { describe, expect, it } from 'vitest'
import { conversationNamed, toOrderReport } from './order-report.ts'

const ORDER = {
  id: '820982911946154508',
  created_at: '2026-11-22T10:00:00+01:00',
  updated_at: '2026-11-22T10:05:00+01:00',
  cancelled_at: null,
  financial_status: 'paid',
  total_price: '59.90',
  currency: 'EUR',
  test: false,
  customer: { id: 1153106273 },
  refunds: [],
}

const CHANGED = Date.UTC(2026, 10, 22, 9, 5)

const report = (change: object = {}) =>
  toOrderReport({ ...ORDER, ...change }, (number) => `ref ${number}`, CHANGED)

describe('the conversation an order’s cart names', () => {
  const attribute = (value: unknown, name = '_loods') => ({ note_attributes: [{ name, value }] })
  const named = (change: object) => conversationNamed({ ...ORDER, ...change })

  it('is what the widget wrote into the cart, if it can be a conversation at all', () => {
    expect(named(attribute('V1StGXR8_Z5jdHi6B-myT'))).toBe('V1StGXR8_Z5jdHi6B-myT')
    expect(named(attribute(''))).toBeUndefined()
    expect(named(attribute("' or 1=1 --"))).toBeUndefined()
    expect(named(attribute('V1StGXR8_Z5jdHi6B-myT', 'gift'))).toBeUndefined()
    expect(named({ note_attributes: null })).toBeUndefined()
    expect(named({})).toBeUndefined()
  })
})

describe('an order of a webhook', () => {
  it('is reported as of the moment Shopify changed it, in minor units, by a name that tells no number', () => {
    expect(report({ customer: { id: '115310627314723954' } })).toEqual({
      reference: 'ref 820982911946154508',
      state: 'paid',
      total: 5990,
      refunded: 0,
      currency: 'EUR',
      placedAt: Date.UTC(2026, 10, 22, 9, 0),
      asOf: Date.UTC(2026, 10, 22, 9, 5),
      customer: '115310627314723954',
    })
  })

  it('knows currencies without minor units', () => {
    expect(report({ currency: 'JPY', total_price: '5990' })).toMatchObject({ total: 5990 })
  })

  it.each([
    ['pending', null, 'open'],
    ['authorized', null, 'paid'],
    ['partially_refunded', null, 'paid'],
    ['refunded', '2026-11-22T11:00:00Z', 'refunded'],
    ['voided', null, 'cancelled'],
    ['pending', '2026-11-22T11:00:00Z', 'cancelled'],
    [null, null, 'open'],
    ['something_new', null, 'open'],
  ])('that is %s (cancelled %s) is %s', (financial_status, cancelled_at, state) => {
    expect(report({ financial_status, cancelled_at })).toMatchObject({ state })
  })

  it('counts what was really paid back', () => {
    const refunds = [
      { transactions: [{ kind: 'refund', status: 'success', amount: '10.00' }] },
      {
        transactions: [
          { kind: 'refund', status: 'failure', amount: '5.00' },
          { kind: 'refund', status: 'success', amount: '4.95' },
        ],
      },
      { id: 1 },
    ]
    expect(report({ refunds })).toMatchObject({ refunded: 1495 })
  })

  it('counts what was paid back in another currency as that part of the order', () => {
    const refund = { kind: 'refund', status: 'success', amount: '32.50', currency: 'USD' }
    const usd = { presentment_money: { amount: '65.00', currency_code: 'USD' } }
    const refunds = [{ transactions: [refund] }]
    expect(report({ refunds, total_price_set: usd })).toMatchObject({ refunded: 2995 })
    expect(report({ refunds: [{ transactions: [{ ...refund, currency: 'EUR' }] }] })).toMatchObject(
      {
        refunded: 3250,
      },
    )
  })

  it('is newer the later it was told of in the second it changed in, and no later than that', () => {
    const asOf = (triggeredAt: number) =>
      toOrderReport(ORDER, (number) => number, triggeredAt)?.asOf
    expect([CHANGED - 5, CHANGED + 40, CHANGED + 60_000].map(asOf)).toEqual([
      CHANGED,
      CHANGED + 40,
      CHANGED + 999,
    ])
  })

  it('survives what is protected being left out', () => {
    expect(report({ customer: null })).not.toHaveProperty('customer')
    expect(report({ customer: { id: null }, refunds: null })).toMatchObject({ refunded: 0 })
  })

  it.each([
    ['a test of the shop', { test: true }],
    ['one without a number', { id: null }],
    ['one whose number was rounded on its way', { id: 2 ** 60 }],
    ['one without an amount', { total_price: null }],
  ])('is not reported when it is %s', (_, change) => {
    expect(report(change)).toBeUndefined()
  })
})
