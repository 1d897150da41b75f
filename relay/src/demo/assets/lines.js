// @ts-check
/** Draws a cart into the page's own templates, so that this script has no words of its own. */
import { money, totalsOf } from './cart.js'

/**
 * @typedef {import('./cart.js').Line} Line
 * @typedef {import('./cart.js').Entry} Entry
 * @typedef {import('./cart.js').Catalogue} Catalogue
 * @typedef {import('./cart.js').Terms} Terms
 * @typedef {Line & { entry: Entry }} Shown
 */

const language = document.documentElement.lang

/** @type {Catalogue} */
export const catalogue = JSON.parse(document.getElementById('catalogue')?.textContent ?? '{}')

/** @param {number} cents */
export function amount(cents) {
  return money(cents, language)
}

/**
 * The first element for a selector, when it is there.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement | null}
 */
export function find(selector, within = document) {
  return within.querySelector(selector)
}

/**
 * @param {readonly Line[]} lines
 * @returns {Shown[]} the lines of which the shop still has the article
 */
export function known(lines) {
  return lines.flatMap((line) => {
    const entry = catalogue[line.sku]
    return entry ? [{ ...line, entry }] : []
  })
}

/** @param {Shown} line */
export function drawLine({ quantity, entry }) {
  const template = /** @type {HTMLTemplateElement} */ (find('template[data-line]'))
  const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
  say(item, 'title', entry.title)
  say(item, 'variant', entry.variant)
  say(item, 'price', amount(entry.price))
  say(item, 'times', `${quantity} ×`)
  say(item, 'amount', amount(entry.price * quantity))
  find('[data-fill=picture]', item)?.setAttribute('src', entry.picture)
  return item
}

/** @param {readonly Shown[]} lines */
export function drawLines(lines) {
  find('[data-lines]')?.replaceChildren(...lines.map(drawLine))
}

/**
 * @param {readonly Line[]} lines
 * @param {Terms} terms
 * @param {string} [code] of the discount
 */
export function drawTotals(lines, terms, code = '') {
  const list = find('.totals')
  if (!list) return
  const totals = totalsOf(lines, catalogue, terms)
  total(list, 'subtotal', amount(totals.subtotal))
  total(list, 'discount', amount(-totals.discount))
  total(list, 'delivery', totals.delivery ? amount(totals.delivery) : (list.dataset.free ?? ''))
  total(list, 'total', amount(totals.total))
  find('[data-discount]', list)?.toggleAttribute('hidden', totals.discount === 0)
  find('[data-code]', list)?.replaceChildren(code)
}

/**
 * Shows what goes with an empty or a filled cart, hides the other.
 * @param {boolean} filled
 */
export function showWhen(filled) {
  for (const part of document.querySelectorAll('[data-when]')) {
    part.toggleAttribute('hidden', part.getAttribute('data-when') !== (filled ? 'filled' : 'empty'))
  }
}

/**
 * @param {HTMLElement} item
 * @param {string} name
 * @param {string} text
 */
export function say(item, name, text) {
  find(`[data-fill=${name}]`, item)?.replaceChildren(text)
}

/**
 * @param {HTMLElement} list
 * @param {string} name
 * @param {string} text
 */
function total(list, name, text) {
  find(`[data-total=${name}]`, list)?.replaceChildren(text)
}
