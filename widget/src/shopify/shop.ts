import { tellCustomer } from '../shops/customer.ts'
import { createSignals } from '../shops/signals.ts'
import { withoutPeople } from '../shops/without-people.ts'
import { addToCart } from './add-to-cart.ts'
import { refusedCodes, type ShopifyCart, toCart } from './cart.ts'
import { markCart } from './cart-mark.ts'
import { hearCartRequests } from './cart-requests.ts'
import { askToken } from './customer.ts'
import { keepForCheckout } from './keep-for-checkout.ts'
import { shopRoot } from './page.ts'

/** Milliseconds in which several changes of a cart are one. */
const CART_GATHER = 500
/** Characters told of what the shop said. */
const MAX_TEXT = 160

const script = document.querySelector<HTMLScriptElement>('script[data-store]')
if (script) run(script.dataset)

function run({ site = '', relay: address = '', store = '' }: DOMStringMap): void {
  // Only the origin counts, as for the loader.
  const shop = { site, relay: address.split('/', 3).join('/') }
  const tellSignal = createSignals()
  let gathering: ReturnType<typeof setTimeout> | undefined
  /** Codes of the cart that were refused; undefined until it was read. */
  let refused: string[] | undefined

  async function readCart(): Promise<void> {
    keepForCheckout(shop)
    const answer = await fetch(`${shopRoot()}cart.js`)
    if (!answer.ok) return
    const cart = (await answer.json()) as ShopifyCart
    window.loods?.('context', { cart: cart.item_count ? toCart(cart) : null })
    tellRefused(refusedCodes(cart))
    await markCart(cart, site)
  }

  /** Of what stood in the cart before this page nobody knows when it was refused. */
  function tellRefused(codes: string[]): void {
    const fresh = refused ? codes.filter((code) => !refused?.includes(code)) : []
    refused = codes
    for (const code of fresh) tellSignal({ code: 'coupon_failed', text: withoutPeople(code) })
  }

  function cartChanged(): void {
    clearTimeout(gathering)
    gathering = setTimeout(() => void readCart().catch(ignore), CART_GATHER)
  }

  hearCartRequests(window, ({ change, ok, why }) => {
    if (change === 'add' && ok) window.loods?.('track', 'add_to_cart')
    if (change === 'add' && !ok) {
      tellSignal({ code: 'add_failed', text: withoutPeople(why).slice(0, MAX_TEXT) || '?' })
    }
    cartChanged()
  })
  document.addEventListener('shopify:cart:lines-update', cartChanged)
  document.addEventListener('shopify:cart:discount-update', cartChanged)
  document.addEventListener('visibilitychange', () => document.hidden || cartChanged())
  addEventListener('pageshow', ({ persisted }) => persisted && cartChanged())
  for (const event of ['open', 'close', 'message'] as const)
    window.loods?.('on', event, cartChanged)
  window.loods?.('on', 'add', ({ detail: { id, quantity, answer } }) =>
    answer(addToCart(id, quantity).finally(cartChanged)),
  )
  cartChanged()
  tellCustomer(shop, () => askToken(store))
}

function ignore(): void {}
