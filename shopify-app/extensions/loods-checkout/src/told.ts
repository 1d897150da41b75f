import type { Api as CheckoutApi } from '@shopify/ui-extensions/purchase.checkout.chat.render'
import type { Api as ThankYouApi } from '@shopify/ui-extensions/purchase.thank-you.chat.render'
import type { CheckoutTold } from '../../../src/checkout/messages.ts'

export type Api = CheckoutApi | ThankYouApi

/** What is so on this page, whichever of the two it is. */
export type More = Pick<CheckoutTold, 'step' | 'takesDiscounts' | 'order'>

/** What the widget names the conversation in, in the cart. */
const MARK = '_loods'

/** What members see of a checkout. */
export function told(api: Api, more: More): CheckoutTold {
  const { amount, currencyCode } = api.cost.totalAmount.value
  return {
    loods: 'checkout',
    cart: {
      lines: api.lines.value.map(({ merchandise: { id, title }, quantity, cost }) => ({
        id,
        title,
        quantity,
        price: quantity ? cost.totalAmount.amount / quantity : 0,
      })),
      total: amount,
      currency: currencyCode,
    },
    discounts: api.discountCodes.value.map(({ code }) => code),
    ...conversationOf(api),
    ...more,
  }
}

function conversationOf({ attributes }: Api): Pick<CheckoutTold, 'conversation'> {
  const conversation = attributes.value?.find(({ key }) => key === MARK)?.value
  return conversation ? { conversation } : {}
}
