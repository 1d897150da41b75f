// @ts-check
/** What a cart is and what it costs: one set of rules for the shop's server and the browser. */

/**
 * @typedef {{ sku: string, quantity: number }} Line
 * @typedef {{ id: string, title: string, variant: string, price: number, picture: string, url: string }} Entry
 * @typedef {Readonly<Record<string, Entry>>} Catalogue goods by sku, prices in cents
 * @typedef {'home' | 'evening' | 'pickup'} Delivery
 * @typedef {'NL' | 'BE'} Country
 * @typedef {{ percent: number, delivery: Delivery, country: Country }} Terms discount in percent of the goods
 * @typedef {{ subtotal: number, discount: number, delivery: number, total: number }} Totals in cents
 */

/** More of one thing than this is a question for the chat. */
export const MAX_QUANTITY = 20

/** @type {Readonly<Record<Delivery, number>>} */
const deliveryCosts = { home: 495, evening: 795, pickup: 295 }
const abroad = 200

/** From this amount in cents, delivery is free. */
const freeFrom = { NL: 7500, BE: 10000 }

/**
 * @param {number} cents
 * @param {string} language
 * @returns {string} such as `€ 59,90`
 */
export function money(cents, language) {
  const locale = language === 'nl' ? 'nl-NL' : 'en-IE'
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100)
}

/**
 * @param {string} text such as `noot.walnut:2,tas.ink:1`; what is not a line is left out
 * @returns {Line[]}
 */
export function readLines(text) {
  return text.split(',').flatMap((part) => {
    const [, sku, quantity] = /^([a-z]+\.[a-z0-9]+):(\d{1,2})$/.exec(part) ?? []
    return sku && Number(quantity) > 0 ? [{ sku, quantity: within(Number(quantity)) }] : []
  })
}

/** @param {readonly Line[]} lines */
export function writeLines(lines) {
  return lines.map(({ sku, quantity }) => `${sku}:${quantity}`).join(',')
}

/**
 * @param {readonly Line[]} lines
 * @param {string} sku
 * @param {number} quantity the new quantity; 0 takes the line out
 * @returns {Line[]}
 */
export function setQuantity(lines, sku, quantity) {
  const changed = { sku, quantity: within(quantity) }
  const known = lines.some((line) => line.sku === sku)
  const all = known ? lines.map((line) => (line.sku === sku ? changed : line)) : [...lines, changed]
  return all.filter((line) => line.quantity > 0)
}

/**
 * @param {readonly Line[]} lines
 * @param {string} sku
 */
export function quantityOf(lines, sku) {
  return lines.find((line) => line.sku === sku)?.quantity ?? 0
}

/** @param {readonly Line[]} lines */
export function countOf(lines) {
  return lines.reduce((count, line) => count + line.quantity, 0)
}

/**
 * @param {readonly Line[]} lines
 * @param {Catalogue} catalogue
 * @param {Terms} terms
 * @returns {Totals}
 */
export function totalsOf(lines, catalogue, { percent, delivery, country }) {
  const subtotal = lines.reduce((sum, line) => sum + priceOf(line, catalogue), 0)
  const discount = Math.round((subtotal * percent) / 100)
  const goods = subtotal - discount
  const cost = subtotal > 0 ? deliveryCost(delivery, country, goods) : 0
  return { subtotal, discount, delivery: cost, total: goods + cost }
}

/**
 * @param {Totals} totals
 * @param {Country} country
 * @returns {number} cents still missing for free delivery, 0 when it is free
 */
export function untilFree({ subtotal, discount }, country) {
  return Math.max(0, freeFrom[country] - (subtotal - discount))
}

/**
 * @param {Line} line
 * @param {Catalogue} catalogue
 */
function priceOf({ sku, quantity }, catalogue) {
  return (catalogue[sku]?.price ?? 0) * quantity
}

/**
 * @param {Delivery} delivery
 * @param {Country} country
 * @param {number} goods price of the goods in cents, discount taken off
 */
function deliveryCost(delivery, country, goods) {
  if (delivery !== 'evening' && goods >= freeFrom[country]) return 0
  return deliveryCosts[delivery] + (country === 'BE' ? abroad : 0)
}

/** @param {number} quantity */
function within(quantity) {
  return Math.max(0, Math.min(MAX_QUANTITY, quantity))
}
