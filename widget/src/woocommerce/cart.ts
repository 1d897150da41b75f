import type { LoodsCart } from '../../types/index.d.ts'

/** What we read of the Store API's cart. The rest, addresses first of all, is not even asked for. */
export interface StoreCart {
  items: Array<{
    id: number
    name: string
    quantity: number
    prices: { price: string; currency_minor_unit: number }
  }>
  totals: { total_price: string; currency_code: string; currency_minor_unit: number }
}

/** Parts of a cart that are asked for. */
export const CART_PARTS = 'items,totals'

/** @param plain makes text of a name, which the API gives as HTML */
export function toCart({ items, totals }: StoreCart, plain: (html: string) => string): LoodsCart {
  return {
    lines: items.map(({ id, name, quantity, prices }) => ({
      id: `${id}`,
      title: plain(name),
      quantity,
      price: inMain(prices.price, prices.currency_minor_unit),
    })),
    total: inMain(totals.total_price, totals.currency_minor_unit),
    currency: totals.currency_code,
  }
}

/** Amounts come in minor units, as text: "5990" of a currency with two of them is 59.9. */
function inMain(amount: string, minorUnits: number): number {
  return Number(amount) / 10 ** minorUnits
}
