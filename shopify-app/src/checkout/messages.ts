/** What the chat in checkout and the extension that framed it tell each other, through Shopify's port. */

/** How far somebody is, and with what. Titles, amounts, codes and names only: nothing says who it is. */
export interface CheckoutTold {
  loods: 'checkout'
  /** Shopify's word for the step; on the thank-you page `thank-you`. */
  step: string
  cart: {
    lines: { id: string; title: string; quantity: number; price: number }[]
    total: number
    currency: string
  }
  /** Discount codes that are applied. */
  discounts: string[]
  /** The checkout takes a discount code from here. */
  takesDiscounts: boolean
  /** Digits of the order that was placed. */
  order?: string
  /** The conversation the cart names, which opens nothing: anybody with the cart can write there. */
  conversation?: string
}

/** A member sent a discount code, or the shopper pressed the button beside one. */
export interface DiscountWanted {
  loods: 'discount'
  code: string
}

/** What became of it; `reason` in the checkout's own words and language. */
export interface DiscountDone {
  loods: 'discount'
  code: string
  applied: boolean
  reason?: string
}
