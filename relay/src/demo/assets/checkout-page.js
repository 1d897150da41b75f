// @ts-check
/** The last steps: what the order costs while the form is filled in, and what was ordered. */
import { countOf, readLines, totalsOf, writeLines } from './cart.js'
import { loods } from './chat.js'
import { amount, catalogue, drawLines, drawTotals, find, known, showWhen } from './lines.js'
import { loadCoupon, loadLines, loadOrder, saveCoupon, saveLines, saveOrder } from './store.js'

/** @typedef {import('./cart.js').Terms} Terms */

/** @returns {() => void} draws the page anew */
export function startCheckoutPage() {
  const form = /** @type {HTMLFormElement | null} */ (find('[data-order]'))
  if (!form) return () => {}
  form.addEventListener('change', () => draw(form))
  form.addEventListener('submit', () => {
    saveOrder({ lines: writeLines(known(loadLines())), ...termsOf(form) })
  })
  tellProblems()
  return () => draw(form)
}

/** Moves what was in the cart to the thank-you page, once per order. */
export function startThanksPage() {
  const page = find('[data-thanks]')
  const order = page && loadOrder()
  if (!page || !order) return
  const lines = known(readLines(order.lines))
  drawLines(lines)
  drawTotals(lines, order)
  showWhen(true)
  if (countOf(loadLines()) === 0) return
  saveLines([])
  saveCoupon(undefined)
  loods('track', 'order_placed', { reference: page.dataset.thanks })
}

/** @param {HTMLFormElement} form */
function draw(form) {
  const lines = known(loadLines())
  showWhen(countOf(lines) > 0)
  hidden(form, 'lines').value = writeLines(lines)
  hidden(form, 'coupon').value = loadCoupon()?.code ?? ''
  drawLines(lines)
  drawTotals(lines, termsOf(form), loadCoupon()?.code)
  drawCosts(form, lines)
}

/**
 * @param {HTMLFormElement} form
 * @param {readonly import('./cart.js').Line[]} lines
 */
function drawCosts(form, lines) {
  const free = find('.totals')?.dataset.free ?? ''
  for (const place of form.querySelectorAll('[data-cost]')) {
    const delivery = /** @type {Terms['delivery']} */ (place.getAttribute('data-cost'))
    const cost = totalsOf(lines, catalogue, { ...termsOf(form), delivery }).delivery
    place.replaceChildren(cost ? amount(cost) : free)
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {Terms}
 */
function termsOf(form) {
  const data = new FormData(form)
  const delivery = /** @type {Terms['delivery']} */ (data.get('delivery') ?? 'home')
  const country = /** @type {Terms['country']} */ (data.get('country') ?? 'NL')
  return { percent: loadCoupon()?.percent ?? 0, delivery, country }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function hidden(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
}

/** A form that came back tells the chat which fields were refused, never what was in them. */
function tellProblems() {
  const fields = find('[data-checkout]')?.dataset.problems
  if (fields) loods('track', 'checkout_error', { fields })
}

/** Puts a shopper whose form came back at the list of what to put right. */
export function focusProblems() {
  find('[data-problem-list]')?.focus()
}
