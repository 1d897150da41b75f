import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/purchase.thank-you.chat.render'
import { showChat } from './chat.tsx'

declare const shopify: Api

/** The chat once the order is placed. */
export default function extension(): void {
  showChat(shopify, () => ({
    step: 'thank-you',
    takesDiscounts: false,
    ...digits(shopify.orderConfirmation.value?.order.id),
  }))
}

/** The number behind a global id, with all its digits. */
function digits(id = ''): { order?: string } {
  const order = id.match(/\d+$/)?.[0]
  return order ? { order } : {}
}
