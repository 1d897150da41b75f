import type { ShopifyCart } from './cart.ts'
import { shopRoot } from './page.ts'

/** Cart attributes that begin so are for the shop's software: no page of the shop shows them. */
const MARK = '_loods'

/**
 * Names the conversation of this browser in its cart, so that the shop's server finds it in the order.
 * Only a shopper who wrote has one, and a cart is not begun for it.
 */
export async function markCart(cart: ShopifyCart, site: string): Promise<void> {
  const conversationId = conversationOf(site)
  if (!conversationId || !cart.item_count || cart.attributes?.[MARK] === conversationId) return
  await fetch(`${shopRoot()}cart/update.js`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ attributes: { [MARK]: conversationId } }),
  })
}

function conversationOf(site: string): string | undefined {
  try {
    return JSON.parse(localStorage[`loods.${site}`] || '{}').conversationId
  } catch {
    return undefined
  }
}
