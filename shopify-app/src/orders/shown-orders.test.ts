import { describe, expect, it } from 'vitest'
import { orderByName, ordersOfCustomer, theOneNamed, toShownOrder } from './shown-orders.ts'

const ORDER = {
  id: 'gid://shopify/Order/820982911946154508',
  name: '#1001',
  createdAt: '2026-11-22T09:00:00Z',
  cancelledAt: null,
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  currentTotalPriceSet: { shopMoney: { amount: '59.9', currencyCode: 'EUR' } },
  lineItems: {
    nodes: [
      { title: 'Hanglamp Noot', variantTitle: 'Eiken', currentQuantity: 1 },
      { title: 'Teruggestuurd', variantTitle: null, currentQuantity: 0 },
    ],
  },
  fulfillments: [],
}
const PANEL = 'https://admin.shopify.com/store/lampen'

describe('an order beside a conversation', () => {
  it('shows what is still in it, and leads to the shop’s admin with every digit of its id', () => {
    expect(toShownOrder(ORDER, PANEL, 'nl')).toEqual({
      number: '#1001',
      placedAt: Date.UTC(2026, 10, 22, 9),
      status: 'Betaald, nog niet verzonden',
      total: 59.9,
      currency: 'EUR',
      items: [{ title: 'Hanglamp Noot – Eiken', quantity: 1 }],
      url: `${PANEL}/orders/820982911946154508`,
    })
  })

  it.each([
    [{ displayFulfillmentStatus: 'FULFILLED' }, 'Sent'],
    [{ displayFulfillmentStatus: 'FULFILLED', cancelledAt: '2026-11-22T10:00:00Z' }, 'Cancelled'],
    [{ displayFinancialStatus: null }, 'Not sent yet'],
    [{ displayFulfillmentStatus: 'SOMETHING_NEW' }, 'something new'],
  ])('says what became of it (%j)', (change, status) => {
    expect(toShownOrder({ ...ORDER, ...change }, PANEL, 'en').status).toBe(status)
  })

  it('has the parcel’s number where there is one', () => {
    const fulfillments = [
      { trackingInfo: [] },
      { trackingInfo: [{ company: 'PostNL', number: '3STEST' }] },
    ]
    expect(toShownOrder({ ...ORDER, fulfillments }, PANEL, 'nl').note).toBe('PostNL 3STEST')
  })

  it('is found by its whole name only, with or without the sign before it', () => {
    const orders = [{ ...ORDER, name: '#10012' }, ORDER]
    expect(theOneNamed(orders, ' 1001 ')?.name).toBe('#1001')
    expect(theOneNamed(orders, '#100')).toBeUndefined()
  })

  it('asks for nothing else, whatever was typed', () => {
    expect(orderByName('#1001" OR name:"1').query).toBe('name:"1001 or name:1"')
    expect(ordersOfCustomer('7 OR status:any').query).toBe('customer_id:7')
  })
})
