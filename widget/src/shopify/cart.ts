import type { LoodsCart } from '../../types/index.d.ts'

/** What we read of Shopify's answer to cart.js. */
export interface ShopifyCart {
  item_count: number
  /** Hundredths of the currency's main unit, in every currency, also those that have none. */
  total_price: number
  /** ISO 4217. */
  currency: string
  /** The key begins with the variant's number, as text, which may be larger than a number holds. */
  items: Array<{ key: string; title: string; quantity: number; final_price: number }>
  attributes: Record<string, unknown> | null
  /** Codes the shopper gave, whether or not they do anything for what is in this cart. */
  discount_codes?: Array<{ code: string; applicable: boolean }>
}

/** What members and triggers are told of a cart: lines and a total, nothing of the shopper. */
export function toCart({ items, total_price, currency }: ShopifyCart): LoodsCart {
  return {
    lines: items.map(({ key, title, quantity, final_price }) => ({
      id: key.split(':', 1)[0] as string,
      title,
      quantity,
      price: final_price / 100,
    })),
    total: total_price / 100,
    currency,
  }
}

/** Codes that do nothing for what is in this cart. */
export function refusedCodes({ discount_codes = [] }: ShopifyCart): string[] {
  return discount_codes.filter(({ applicable }) => !applicable).map(({ code }) => code)
}
