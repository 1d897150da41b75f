// @ts-check
/** The page on which a cart is changed: quantities, discount code, way to free delivery. */
import { countOf, setQuantity, totalsOf, untilFree } from './cart.js'
import { loods } from './chat.js'
import { amount, catalogue, drawLine, drawTotals, find, known, say, showWhen } from './lines.js'
import { loadCoupon, loadLines, saveCoupon, saveLines } from './store.js'

/** @typedef {import('./lines.js').Shown} Shown */

/**
 * @param {() => void} changed called when the cart has changed
 * @returns {() => void} draws the page anew
 */
export function startCartPage(changed) {
  const form = /** @type {HTMLFormElement | null} */ (find('[data-coupon]'))
  if (!form) return () => {}
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void tryCoupon(form).then(changed)
  })
  find('[data-remove-coupon]')?.addEventListener('click', () => {
    saveCoupon(undefined)
    sayCoupon(form, '', 'none')
    changed()
    couponInput(form).focus()
  })
  return () => draw(changed)
}

/** @param {() => void} changed */
function draw(changed) {
  const lines = known(loadLines())
  const coupon = loadCoupon()
  showWhen(countOf(lines) > 0)
  keepLines(lines, changed)
  drawTotals(lines, termsOf(coupon), coupon?.code)
  drawFreeDelivery(lines, termsOf(coupon))
  find('[data-remove-coupon]')?.toggleAttribute('hidden', !coupon)
}

/** @param {import('./store.js').Coupon | undefined} coupon */
function termsOf(coupon) {
  return /** @type {const} */ ({ percent: coupon?.percent ?? 0, delivery: 'home', country: 'NL' })
}

/**
 * Changes the rows that are there instead of drawing them anew, so that focus stays where it is.
 * @param {readonly Shown[]} lines
 * @param {() => void} changed
 */
function keepLines(lines, changed) {
  const list = find('[data-lines]')
  if (!list) return
  const rows = new Map([...list.children].map((row) => [row.getAttribute('data-sku'), row]))
  const kept = lines.map((line) => {
    const row = /** @type {HTMLElement} */ (rows.get(line.sku) ?? makeRow(line, changed))
    quantityInput(row).value = String(line.quantity)
    say(row, 'amount', amount(line.entry.price * line.quantity))
    return row
  })
  const gone = [...list.children].filter((row) => !kept.includes(/** @type {HTMLElement} */ (row)))
  for (const row of gone) row.remove()
  for (const row of kept) if (row.parentNode !== list) list.append(row)
}

/**
 * @param {Shown} line
 * @param {() => void} changed
 */
function makeRow(line, changed) {
  const row = drawLine(line)
  const { sku, entry } = line
  row.dataset.sku = sku
  for (const link of row.querySelectorAll('[data-link]')) link.setAttribute('href', entry.url)
  const change = (/** @type {number} */ quantity) => {
    saveLines(setQuantity(loadLines(), sku, quantity))
    changed()
  }
  const input = quantityInput(row)
  input.addEventListener('change', () => change(Math.floor(Number(input.value))))
  for (const button of row.querySelectorAll('[data-step]')) {
    button.addEventListener('click', () =>
      change(Number(input.value) + Number(button.getAttribute('data-step'))),
    )
  }
  find('[data-remove]', row)?.addEventListener('click', () => {
    change(0)
    loods('track', 'remove_from_cart', { id: sku })
  })
  find('[data-remove]', row)?.setAttribute(
    'aria-label',
    `${find('[data-remove]', row)?.textContent}: ${entry.title}`,
  )
  return row
}

/** @param {HTMLElement} row */
function quantityInput(row) {
  return /** @type {HTMLInputElement} */ (find('[data-quantity]', row))
}

/**
 * @param {readonly Shown[]} lines
 * @param {import('./cart.js').Terms} terms
 */
function drawFreeDelivery(lines, terms) {
  const part = find('[data-free-delivery]')
  if (!part) return
  const totals = totalsOf(lines, catalogue, terms)
  const missing = untilFree(totals, terms.country)
  const goods = totals.subtotal - totals.discount
  const text =
    missing > 0
      ? part.dataset.freeDelivery?.replace('{amount}', amount(missing))
      : part.dataset.isFree
  find('p', part)?.replaceChildren(text ?? '')
  find('progress', part)?.setAttribute(
    'value',
    String(Math.round((goods / (goods + missing || 1)) * 100)),
  )
}

/** @param {HTMLFormElement} form */
async function tryCoupon(form) {
  const code = couponInput(form).value
  const answer = await askCoupon(form, code)
  sayCoupon(form, answer.said, answer.outcome)
  if (answer.outcome !== 'accepted')
    return loods('track', 'coupon_failed', { code: answer.code ?? code })
  saveCoupon({ code: answer.code, percent: answer.percent })
  couponInput(form).value = ''
  loods('track', 'coupon_accepted', { code: answer.code })
}

/**
 * @param {HTMLFormElement} form
 * @param {string} code
 */
async function askCoupon(form, code) {
  try {
    const response = await fetch(`${form.dataset.coupon}/${encodeURIComponent(code.trim())}`)
    return await response.json()
  } catch {
    return { outcome: 'failed', said: form.dataset.failed }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} text
 * @param {string} outcome
 */
function sayCoupon(form, text, outcome) {
  find('[role=status]', form)?.replaceChildren(text)
  form.dataset.outcome = outcome
  couponInput(form).toggleAttribute('aria-invalid', outcome === 'expired' || outcome === 'unknown')
}

/** @param {HTMLFormElement} form */
function couponInput(form) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem('code'))
}
