import { tellCustomer } from '../shops/customer.ts'
import { createSignals } from '../shops/signals.ts'
import { addToCart } from './add-to-cart.ts'
import { CART_PARTS, type StoreCart, toCart } from './cart.ts'
import { askToken } from './customer.ts'
import { watchTrouble } from './trouble.ts'

/** Where cards and bank accounts are typed, in classic pages and in those of blocks. */
const PAYMENT =
  '#payment,.wc-block-checkout__payment-method,.wc-block-components-express-payment,[autocomplete^=cc-]'
/** Milliseconds in which several changes of a cart are one. */
const CART_GATHER = 500

const script = document.querySelector<HTMLScriptElement>('script[data-store]')
if (script) run(script.dataset)

function run({ site = '', relay = '', store = '', ajax = '', customer = '' }: DOMStringMap): void {
  const tellSignal = createSignals()
  let gathering: ReturnType<typeof setTimeout> | undefined

  async function readCart(): Promise<void> {
    if (!hasCart()) return window.loods?.('context', { cart: null })
    const answer = await fetch(`${store}${store.includes('?') ? '&' : '?'}_fields=${CART_PARTS}`)
    if (answer.ok)
      window.loods?.('context', { cart: toCart((await answer.json()) as StoreCart, plain) })
  }

  function cartChanged(): void {
    clearTimeout(gathering)
    gathering = setTimeout(() => whenNotPaying(() => void readCart().catch(ignore)), CART_GATHER)
  }

  function added(): void {
    window.loods?.('track', 'add_to_cart')
    cartChanged()
  }

  watchTrouble((signal) => whenNotPaying(() => tellSignal(signal)))
  onCart(added, cartChanged)
  window.loods?.('on', 'add', ({ detail: { id, quantity, answer } }) =>
    answer(addToCart(store, id, quantity)),
  )
  window.loods?.('on', 'open', cartChanged)
  cartChanged()
  // Only the origin counts, as for the loader.
  tellCustomer({ site, relay: relay.split('/', 3).join('/') }, () => askToken({ ajax, customer }))
}

/** Classic pages tell through jQuery, blocks by events of the document. */
function onCart(added: () => void, changed: () => void): void {
  document.body.addEventListener('wc-blocks_added_to_cart', added)
  document.body.addEventListener('wc-blocks_removed_from_cart', changed)
  const { jQuery } = window as { jQuery?: (target: unknown) => JQueryLike }
  jQuery?.(document.body)
    .on('added_to_cart', added)
    .on('removed_from_cart updated_wc_div updated_checkout', changed)
}

interface JQueryLike {
  on(events: string, heard: () => void): JQueryLike
}

/** Nothing is read or told while somebody pays; it waits until they look elsewhere. */
function whenNotPaying(work: () => void): void {
  const again = () => setTimeout(() => whenNotPaying(work))
  if (document.activeElement?.closest(PAYMENT)) addEventListener('focusout', again, { once: true })
  else work()
}

/** WooCommerce sets it with the first thing in a cart; without it there is nothing to ask for. */
function hasCart(): boolean {
  return /(^|; )woocommerce_items_in_cart=[1-9]/.test(document.cookie)
}

function plain(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
}

function ignore(): void {}
