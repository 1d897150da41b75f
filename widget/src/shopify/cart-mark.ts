import type { ShopifyCart } from './cart.ts'
import { shopRoot } from './page.ts'

/** Cart attributes that begin so are for the shop's software: no page of the shop shows them. */
const MARK = '_loods'

/** What this page told already: a shop that keeps such attributes to itself is not told for ever. */
let told: string | undefined

/**
 * Names the conversation of this browser in its cart, so that the shop's server finds it in the order.
 * Only a shopper who wrote has one, and a cart is not begun for it; what somebody wrote who has logged out
 * since is nothing of the next person's order.
 */
export async function markCart(cart: ShopifyCart, site: string): Promise<void> {
  const mark = conversationOf(site) ?? ''
  if (!cart.item_count || (cart.attributes?.[MARK] ?? '') === mark || told === mark) return
  told = mark
  await fetch(`${shopRoot()}cart/update.js`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // An empty one is none.
    body: JSON.stringify({ attributes: { [MARK]: mark } }),
  })
}

function conversationOf(site: string): string | undefined {
  try {
    return JSON.parse(localStorage[`loods.${site}`] || '{}').conversationId
  } catch {
    return undefined
  }
}
