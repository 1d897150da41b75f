/** What a shop sells or gives, as a card in the thread. Every host fills the same fields. */
import * as v from 'valibot'
import { lineText } from './text.ts'

/** Characters of an address on a card. */
const MAX_URL = 1_000

/** A page or picture of the shop. That it is the shop's own origin is checked where the shop is known. */
const shopUrl = v.pipe(
  v.string(),
  v.maxLength(MAX_URL),
  v.check(isWebAddress, 'is not a web address'),
)

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return /^https?:$/.test(url?.protocol ?? '') && url?.username === '' && url.password === ''
}

export const productCard = v.strictObject({
  kind: v.literal('product'),
  /** The shop's own id of what the button puts into the cart: a product, or one of its variations. */
  id: v.pipe(v.string(), v.regex(/^[\w:/.-]{1,100}$/)),
  title: lineText(200),
  url: shopUrl,
  imageUrl: v.optional(shopUrl),
  /** In the currency's minor unit: 5990 is € 59,90. Absent where there is no one price. */
  price: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** ISO 4217. */
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  /** The price as the shop writes it, such as “€ 59,90” or “From € 20,00”. */
  priceText: v.optional(lineText(60)),
  stock: v.picklist(['in', 'backorder', 'out']),
  /** Whether it can be put into the cart as it is; otherwise something is chosen on its page first. */
  buyable: v.boolean(),
})
export type ProductCard = v.InferOutput<typeof productCard>

export const couponCard = v.strictObject({
  kind: v.literal('coupon'),
  code: lineText(60),
  /** What it gives, in the shop's words. */
  title: lineText(200),
  /** Applies the coupon by itself. */
  url: shopUrl,
})
export type CouponCard = v.InferOutput<typeof couponCard>

/** A card in the thread. Its message carries the same as text, for whatever shows no cards. */
export const card = v.variant('kind', [productCard, couponCard])
export type Card = v.InferOutput<typeof card>
