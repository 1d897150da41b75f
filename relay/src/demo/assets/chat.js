// @ts-check
/** What the shop tells its chat, through the JavaScript API that any shop has. */
import { totalsOf } from './cart.js'

/**
 * @typedef {import('./cart.js').Line} Line
 * @typedef {import('./cart.js').Catalogue} Catalogue
 * @typedef {((...call: unknown[]) => void) & { q?: unknown[][] }} Loods
 */

const page = /** @type {{ loods?: Loods }} */ (/** @type {unknown} */ (window))

/** Keeps calls until the chat's script has arrived and takes them over. @type {Loods} */
const waiting = (...call) => {
  waiting.q = [...(waiting.q ?? []), call]
}
page.loods ??= waiting

/** @param {unknown[]} call such as `'open'` or `'track', 'coupon_failed'` */
export function loods(...call) {
  page.loods?.(...call)
}

/**
 * @param {readonly Line[]} lines
 * @param {Catalogue} catalogue
 * @param {number} percent discount
 */
export function tellCart(lines, catalogue, percent) {
  const terms = /** @type {const} */ ({ percent, delivery: 'home', country: 'NL' })
  const { subtotal, discount } = totalsOf(lines, catalogue, terms)
  const told = lines.flatMap((line) => describe(line, catalogue))
  loods('context', { cart: { lines: told, total: (subtotal - discount) / 100, currency: 'EUR' } })
}

/**
 * @param {string} sku
 * @param {Catalogue} catalogue
 */
export function tellProduct(sku, catalogue) {
  const entry = catalogue[sku]
  if (!entry) return
  const title = `${entry.title}, ${entry.variant}`
  const url = new URL(entry.url, location.href).href
  loods('context', { product: { id: sku, title, price: entry.price / 100, currency: 'EUR', url } })
}

/**
 * @param {Line} line
 * @param {Catalogue} catalogue
 */
function describe({ sku, quantity }, catalogue) {
  const entry = catalogue[sku]
  if (!entry) return []
  return [
    { id: sku, title: `${entry.title}, ${entry.variant}`, quantity, price: entry.price / 100 },
  ]
}
