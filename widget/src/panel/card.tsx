/** @jsxImportSource #dom */
import type { Card as CardInfo, CouponCard, ProductCard } from '@loods/protocol'
import style from './card.css'
import type { AllMessages, View } from './view.ts'

export const css = style

/** Something the shop sells or gives, with what can be done with it. */
export function Card({ card, view }: { card: CardInfo; view: View }) {
  return card.kind === 'coupon' ? (
    <Coupon card={card} view={view} />
  ) : (
    <Product card={card} view={view} />
  )
}

const STOCK = { in: 'stockIn', backorder: 'stockBackorder', out: 'stockOut' } as const

function Product({ card, view }: { card: ProductCard; view: View }) {
  const words = view.words as AllMessages
  return (
    <section class="product" aria-label={card.title}>
      {card.imageUrl && (
        <img src={card.imageUrl} alt="" width={260} height={160} loading="lazy" onError={hide} />
      )}
      <div>
        <a class="name" href={card.url}>
          {card.title}
        </a>
        <p>
          {card.priceText && <b>{card.priceText}</b>}
          <small class={card.stock}>{words[STOCK[card.stock]]}</small>
        </p>
        <Add card={card} view={view} />
      </div>
    </section>
  )
}

/** Where the picture is gone, the rest needs its room. */
function hide({ currentTarget }: Event): void {
  ;(currentTarget as HTMLElement).hidden = true
}

interface Adding {
  state: 'cardAdding' | 'cardAdded' | 'cardFailed'
  /** Where the cart is to be seen, once the product is in it. */
  cartUrl?: string | undefined
}

/** By the card's product, since this page began. */
const adding = new Map<string, Adding>()

function Add({ card, view }: { card: ProductCard; view: View }) {
  const words = view.words as AllMessages
  const { state, cartUrl } = adding.get(card.id) ?? {}
  // The page we have in Shopify's checkout, where nothing can be put in the cart that is being paid.
  const looks = 'loodsLooks' in document.documentElement.dataset
  if (!card.buyable || looks) {
    return (
      <a class="go" href={card.url}>
        {words[card.stock === 'out' || card.buyable ? 'cardView' : 'cardChoose']}
      </a>
    )
  }
  return (
    <>
      <button
        type="button"
        class="go"
        disabled={state === 'cardAdding'}
        onClick={() => add(card, view)}
      >
        {state === 'cardAdding' ? words.cardAdding : words.cardAdd}
      </button>
      <p role="status" class={state}>
        {state && state !== 'cardAdding' && words[state]}
        {cartUrl && <a href={cartUrl}>{words.cardCart}</a>}
      </p>
    </>
  )
}

/** What the shop's page adds by itself is there at once; where it cannot, the product's own page can. */
function add({ id, url }: ProductCard, view: View): void {
  let done: Promise<{ cartUrl?: string } | undefined> | undefined
  view.host.emit('add', {
    id,
    quantity: 1,
    answer(promise: typeof done) {
      done = promise
    },
  })
  const say = (state: Adding['state'], cartUrl?: string) => {
    adding.set(id, { state, cartUrl })
    view.act.change({})
  }
  if (!done) {
    location.assign(url)
    return
  }
  say('cardAdding')
  done.then(
    (added) => say('cardAdded', added?.cartUrl),
    () => say('cardFailed'),
  )
}

function Coupon({ card, view }: { card: CouponCard; view: View }) {
  const words = view.words as AllMessages
  return (
    <section class="coupon" aria-label={view.kit.fill(words.cardCode, { code: card.code })}>
      <b>{card.title}</b>
      <code>{card.code}</code>
      <a class="go" href={card.url}>
        {words.cardUse}
      </a>
    </section>
  )
}
