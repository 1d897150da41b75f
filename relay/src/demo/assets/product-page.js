// @ts-check
/** Choosing, lighting and buying on a product's page. */
import { MAX_QUANTITY, quantityOf, setQuantity } from './cart.js'
import { loods, tellProduct } from './chat.js'
import { amount, catalogue, find } from './lines.js'
import { loadLines, saveLines } from './store.js'

/** @param {() => void} changed called when the cart has changed */
export function startProductPage(changed) {
  const form = /** @type {HTMLFormElement | null} */ (find('[data-buy]'))
  if (!form) return
  tellProduct(chosen(form), catalogue)
  form.addEventListener('change', ({ target }) => {
    if (/** @type {HTMLInputElement} */ (target).name === 'sku') choose(form)
  })
  form.addEventListener('click', ({ target }) => step(form, target))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    add(form)
    changed()
  })
  find('[data-light]')?.addEventListener('click', () => draw(form, !isLit()))
}

/** @param {HTMLFormElement} form */
function chosen(form) {
  return String(new FormData(form).get('sku'))
}

/** @param {HTMLFormElement} form */
function choose(form) {
  const sku = chosen(form)
  find('[data-price]', form)?.replaceChildren(amount(catalogue[sku]?.price ?? 0))
  draw(form, isLit())
  tellProduct(sku, catalogue)
}

function isLit() {
  return find('[data-light]')?.getAttribute('aria-pressed') === 'true'
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} lit
 */
function draw(form, lit) {
  const day = catalogue[chosen(form)]?.picture ?? ''
  const picture = find('[data-picture]')
  picture?.setAttribute('src', lit ? day.replace(/\.svg$/, '.evening.svg') : day)
  const alt = find('[name=sku]:checked', form)?.dataset.alt
  if (alt) picture?.setAttribute('alt', alt)
  find('[data-light]')?.setAttribute('aria-pressed', String(lit))
}

/**
 * @param {HTMLFormElement} form
 * @param {EventTarget | null} target
 */
function step(form, target) {
  const button = /** @type {HTMLElement} */ (target).closest('[data-step]')
  if (!button) return
  const input = quantityInput(form)
  const next = Number(input.value) + Number(button.getAttribute('data-step'))
  input.value = String(Math.max(1, Math.min(MAX_QUANTITY, next)))
}

/** @param {HTMLFormElement} form */
function add(form) {
  const sku = chosen(form)
  const lines = loadLines()
  const wanted = quantityOf(lines, sku) + Math.max(1, Math.floor(Number(quantityInput(form).value)))
  saveLines(setQuantity(lines, sku, wanted))
  tellAdded(form, wanted > MAX_QUANTITY)
  loods('track', 'add_to_cart', { id: sku, quantity: Number(quantityInput(form).value) })
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} full
 */
function tellAdded(form, full) {
  const said = find('[data-added]', form)
  said?.replaceChildren((full ? said.dataset.full : said.dataset.added) ?? '')
  find('[data-to-cart]', form)?.removeAttribute('hidden')
}

/** @param {HTMLFormElement} form */
function quantityInput(form) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem('quantity'))
}
