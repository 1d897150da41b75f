import { isForSale, type Product, type Variant } from '../world/catalogue.ts'
import { cents } from '../world/sales.ts'
import type { Shop } from '../world/shop.ts'

/** What a discount code takes off, in this Shopify: a tenth. */
const OFF = 0.1

export interface CartLine {
  product: Product
  variant: Variant
  quantity: number
  properties: Record<string, string>
}

/** A cart, known by its token in a cookie. */
export interface Cart {
  token: string
  note: string
  attributes: Record<string, string>
  codes: string[]
  lines: CartLine[]
}

/** The shop says no, in its own words. */
export class CartRefusal extends Error {
  readonly status: number

  constructor(status: number, description: string) {
    super(description)
    this.status = status
  }
}

/** Carts of all shops, by their token. */
export function createCarts(mint: () => string) {
  const carts = new Map<string, Cart>()
  return {
    /** The cart with this token, or a new one. */
    of(token: string | undefined): Cart {
      const known = token && carts.get(token)
      if (known) return known
      const cart: Cart = { token: mint(), note: '', attributes: {}, codes: [], lines: [] }
      carts.set(cart.token, cart)
      return cart
    },
  }
}

/** Puts a variant into a cart. @throws CartRefusal */
export function addLine(
  shop: Shop,
  cart: Cart,
  wanted: { id: string; quantity: number; properties?: Record<string, string> },
): CartLine {
  const { product, variant } = findVariant(shop, wanted.id)
  if (!isForSale(variant)) {
    throw new CartRefusal(422, `Het product '${product.title}' is al uitverkocht.`)
  }
  const line = cart.lines.find((it) => it.variant === variant)
  const quantity = (line?.quantity ?? 0) + wanted.quantity
  if (variant.stock !== undefined && quantity > variant.stock) {
    throw new CartRefusal(422, `Alle ${variant.stock} ${product.title} liggen in je winkelwagen.`)
  }
  const next = line ?? { product, variant, quantity, properties: wanted.properties ?? {} }
  next.quantity = quantity
  if (!line) cart.lines.unshift(next)
  return next
}

/** Changes how many of a variant there are; none takes its line away. */
export function setQuantity(cart: Cart, id: string, quantity: number): void {
  for (const line of cart.lines) {
    if (String(line.variant.id) === id || keyOf(line) === id) line.quantity = quantity
  }
  cart.lines = cart.lines.filter((line) => line.quantity > 0)
}

function findVariant(shop: Shop, id: string): { product: Product; variant: Variant } {
  for (const product of shop.products) {
    const variant = product.variants.find((it) => String(it.id) === id)
    if (variant) return { product, variant }
  }
  throw new CartRefusal(404, 'Cannot find variant')
}

/** A cart as cart.js answers with it, and as Liquid has it. Amounts are hundredths. */
export function cartView(shop: Shop, cart: Cart): object {
  const codes = cart.codes.map((code) => ({ code, applicable: isGood(shop, code) }))
  const off = codes.some(({ applicable }) => applicable) ? OFF : 0
  const items = cart.lines.map((line) => lineView(line, off))
  const sum = (of: (item: ReturnType<typeof lineView>) => number) =>
    items.reduce((total, item) => total + of(item), 0)
  const total_price = sum(({ final_line_price }) => final_line_price)
  const original_total_price = sum(({ original_line_price }) => original_line_price)
  return {
    token: cart.token,
    note: cart.note,
    attributes: cart.attributes,
    original_total_price,
    total_price,
    total_discount: original_total_price - total_price,
    total_weight: 0,
    item_count: sum(({ quantity }) => quantity),
    items,
    requires_shipping: true,
    currency: shop.currencyCode,
    items_subtotal_price: total_price,
    cart_level_discount_applications: [],
    discount_codes: codes,
  }
}

function isGood(shop: Shop, wanted: string): boolean {
  return shop.discounts.some(({ code }) => code.toLowerCase() === wanted.toLowerCase())
}

/** A line as cart.js has it. */
export function lineView({ product, variant, quantity, properties }: CartLine, off = 0) {
  const price = cents(variant.price)
  const final_price = Math.round(price * (1 - off))
  const plain = variant.title === 'Default Title'
  return {
    id: variant.id,
    properties,
    quantity,
    variant_id: variant.id,
    key: keyOf({ variant }),
    title: plain ? product.title : `${product.title} - ${variant.title}`,
    price,
    original_price: price,
    discounted_price: final_price,
    line_price: price * quantity,
    original_line_price: price * quantity,
    final_price,
    final_line_price: final_price * quantity,
    sku: variant.sku,
    vendor: product.vendor,
    product_id: product.id,
    url: `/products/${product.handle}?variant=${variant.id}`,
    handle: product.handle,
    image: product.images[0]?.url ?? null,
    product_title: product.title,
    variant_title: plain ? null : variant.title,
  }
}

function keyOf({ variant }: Pick<CartLine, 'variant'>): string {
  return `${variant.id}:0`
}
