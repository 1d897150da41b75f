import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/purchase.checkout.chat.render'
import { showChat } from './chat.tsx'
import { applyDiscount } from './discount.ts'

declare const shopify: Api

/** The chat while somebody pays. */
export default function extension(): void {
  showChat(
    shopify,
    () => ({
      step: shopify.buyerJourney.activeStep.value?.handle ?? 'checkout',
      takesDiscounts: shopify.instructions.value.discounts.canUpdateDiscountCodes,
    }),
    (message) => applyDiscount(shopify, message),
  )
}
