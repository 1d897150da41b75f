import { getExtension } from '@shopify/ui-extensions-tester'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { framed } from './extension.ts'

const extension = getExtension('purchase.thank-you.chat.render')
beforeEach(() => extension.setUp())
afterEach(() => extension.tearDown())

async function afterOrder(id: string) {
  extension.shopify.orderConfirmation.value = {
    order: { id },
    number: 'K1F2',
    isFirstOrder: true,
  }
  await extension.render()
  return framed()
}

describe('the chat on the thank-you page', () => {
  it('tells the order’s number with all its digits, and takes no discount any more', async () => {
    const { told, ready } = await afterOrder('gid://shopify/OrderIdentity/9007199254740993')
    ready()
    expect(told).toMatchObject([
      { step: 'thank-you', order: '9007199254740993', takesDiscounts: false },
    ])
  })

  it('applies nothing that the page in it asks for', async () => {
    const { told, says, ready } = await afterOrder('gid://shopify/OrderIdentity/1')
    says({ loods: 'discount', code: 'NOOT10' })
    ready()
    expect(told).toHaveLength(1)
    expect(told[0]?.loods).toBe('checkout')
  })
})
