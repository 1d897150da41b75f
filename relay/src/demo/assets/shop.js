// @ts-check
/** Starts whatever is on the page: theme, cart count, chat buttons and the page's own part. */
import { countOf } from './cart.js'
import { startCartPage } from './cart-page.js'
import { loods, tellCart } from './chat.js'
import { focusProblems, startCheckoutPage, startThanksPage } from './checkout-page.js'
import { catalogue, find, known } from './lines.js'
import { startProductPage } from './product-page.js'
import { loadCoupon, loadLines, onOtherTab } from './store.js'

const drawCart = startCartPage(cartChanged)
const drawCheckout = startCheckoutPage()
startProductPage(cartChanged)
startThanksPage()
onOtherTab(cartChanged)
cartChanged()
focusProblems()

find('[data-theme-button]')?.addEventListener('click', changeTheme)
const sort = /** @type {HTMLSelectElement | null} */ (find('[data-sort]'))
sort?.addEventListener('change', () => sort.form?.requestSubmit())
document.addEventListener('click', openChat)
// A page taken back from the browser's memory may show a cart of some clicks ago.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) cartChanged()
})

function cartChanged() {
  const lines = known(loadLines())
  drawCart()
  drawCheckout()
  drawCount(countOf(lines))
  tellCart(lines, catalogue, loadCoupon()?.percent ?? 0)
}

/** @param {number} count */
function drawCount(count) {
  const place = find('[data-count]')
  if (!place) return
  place.replaceChildren(count > 0 ? String(count) : '')
  place.setAttribute('aria-label', `${count} ${place.dataset.count}`)
}

function changeTheme() {
  const { dataset } = document.documentElement
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches
  const isDark = dataset.theme === 'dark' || (dataset.theme === 'auto' && systemIsDark)
  dataset.theme = isDark ? 'light' : 'dark'
  try {
    localStorage.setItem('lamp-linnen.theme', dataset.theme)
  } catch {
    // A browser that refuses storage keeps the choice for this page only.
  }
}

/** @param {MouseEvent} event */
function openChat(event) {
  const link = /** @type {Element} */ (event.target).closest('[data-chat]')
  if (!link || !find('script[data-site]')) return
  event.preventDefault()
  loods('open')
}
