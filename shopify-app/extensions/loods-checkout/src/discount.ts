import type { Api } from '@shopify/ui-extensions/purchase.checkout.chat.render'
import type { DiscountDone } from '../../../src/checkout/messages.ts'

/** Characters of a code; Shopify takes no longer one. */
const MAX_CODE = 255

/** Applies a discount code that a member sent, or the shopper pressed, in the chat. @returns what became of it; undefined where that was not asked */
export async function applyDiscount(api: Api, message: unknown): Promise<DiscountDone | undefined> {
  const code = wanted(message)
  if (!code) return undefined
  if (!api.instructions.value.discounts.canUpdateDiscountCodes) return done(code, false)
  const result = await api.applyDiscountCodeChange({ type: 'addDiscountCode', code })
  return result.type === 'success' ? done(code, true) : done(code, false, result.message)
}

function wanted(message: unknown): string | undefined {
  const { loods, code } = (message ?? {}) as { loods?: unknown; code?: unknown }
  const isCode = typeof code === 'string' && code.length > 0 && code.length <= MAX_CODE
  return loods === 'discount' && isCode ? code : undefined
}

function done(code: string, applied: boolean, reason?: string): DiscountDone {
  return { loods: 'discount', code, applied, ...(reason && { reason }) }
}
