import { getExtension } from '@shopify/ui-extensions-tester'
import { createCartLine, createResult } from '@shopify/ui-extensions-tester/checkout'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { framed } from './extension.ts'

const euros = (amount: number) => ({ amount, currencyCode: 'EUR' as const })

const extension = getExtension('purchase.checkout.chat.render')
beforeEach(() => extension.setUp())
afterEach(() => extension.tearDown())

/** In the tester nothing is there that was not asked of Shopify: who the buyer is cannot be read at all. */
async function inCheckout() {
  const { shopify } = extension
  const line = createCartLine({ quantity: 2, cost: { totalAmount: euros(119.8) } })
  shopify.lines.value = [
    {
      ...line,
      id: 'gid://shopify/CartLine/1',
      merchandise: { ...line.merchandise, title: 'Noot' },
    },
  ]
  shopify.cost.totalAmount.value = euros(124.75)
  shopify.buyerJourney.activeStep.value = { handle: 'shipping' }
  shopify.discountCodes.value = [{ code: 'WELKOM' }]
  shopify.attributes.value = [{ key: 'gift', value: 'For Sanne' }]
  shopify.note.value = 'Call Sanne first'
  const apply = vi.fn(shopify.applyDiscountCodeChange)
  shopify.applyDiscountCodeChange = apply
  await extension.render()
  return { apply, ...framed() }
}

describe('the chat in checkout', () => {
  it('is nothing but Shopify’s chat, no larger than a closed one may be', async () => {
    const { chat } = await inCheckout()
    expect(document.body.children).toHaveLength(1)
    expect(Number.parseInt(chat.getAttribute('inlineSize') ?? '', 10)).toBeLessThanOrEqual(224)
    expect(Number.parseInt(chat.getAttribute('blockSize') ?? '', 10)).toBeLessThanOrEqual(72)
    expect(chat.getAttribute('accessibilityLabel')).toBe('label')
  })

  it('tells cart, step and discounts once the page in it can hear, and not who it is', async () => {
    const { told, ready } = await inCheckout()
    expect(told).toEqual([])
    ready()
    expect(told).toEqual([
      {
        loods: 'checkout',
        step: 'shipping',
        cart: {
          lines: [{ id: expect.any(String), title: 'Noot', quantity: 2, price: 59.9 }],
          total: 124.75,
          currency: 'EUR',
        },
        discounts: ['WELKOM'],
        takesDiscounts: true,
      },
    ])
    expect(JSON.stringify(told)).not.toContain('Sanne')
  })

  it('tells which conversation the cart names', async () => {
    const { told, ready } = await inCheckout()
    extension.shopify.attributes.value = [
      { key: 'gift', value: 'For Sanne' },
      { key: '_loods', value: 'chat in the shop' },
    ]
    ready()
    expect(told).toMatchObject([{ conversation: 'chat in the shop' }])
  })

  it('applies a code that was pressed in the chat, and says so there', async () => {
    const { apply, told, says } = await inCheckout()
    says({ loods: 'discount', code: 'NOOT10' })
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(apply.mock.calls).toEqual([[{ type: 'addDiscountCode', code: 'NOOT10' }]])
    expect(told).toEqual([{ loods: 'discount', code: 'NOOT10', applied: true }])
  })

  it('says why a code was refused, in the checkout’s own words', async () => {
    const { apply, told, says } = await inCheckout()
    apply.mockResolvedValue(
      createResult('applyDiscountCodeChange', { type: 'error', message: 'Niet geldig' }),
    )
    says({ loods: 'discount', code: 'OUD' })
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(told).toEqual([
      { loods: 'discount', code: 'OUD', applied: false, reason: 'Niet geldig' },
    ])
  })

  it('asks for nothing where the checkout takes no codes', async () => {
    const { apply, told, says } = await inCheckout()
    extension.shopify.instructions.value = {
      ...extension.shopify.instructions.value,
      discounts: { canUpdateDiscountCodes: false },
    }
    says({ loods: 'discount', code: 'NOOT10' })
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(told).toEqual([{ loods: 'discount', code: 'NOOT10', applied: false }])
    expect(apply).not.toHaveBeenCalled()
  })

  it.each([
    null,
    'discount',
    { loods: 'other', code: 'NOOT10' },
    { loods: 'discount' },
    { loods: 'discount', code: '' },
    { loods: 'discount', code: 10 },
    { loods: 'discount', code: 'x'.repeat(256) },
  ])('does nothing when it hears %j', async (message) => {
    const { apply, told, says } = await inCheckout()
    says(message)
    says({ loods: 'discount', code: 'LAST' })
    await vi.waitFor(() => expect(told).toHaveLength(1))
    expect(apply.mock.calls).toEqual([[{ type: 'addDiscountCode', code: 'LAST' }]])
  })
})
