/** What kind of page a shopper is on. */
export type LoodsPageKind =
  | 'home'
  | 'category'
  | 'product'
  | 'cart'
  | 'checkout'
  | 'thank-you'
  | 'other'

export interface LoodsProduct {
  id?: string
  title: string
  /** In the currency's main unit: 59.9 is € 59,90. */
  price?: number
  /** ISO 4217, such as EUR. */
  currency?: string
  url?: string
}

export interface LoodsCartLine {
  id?: string
  title: string
  quantity: number
  /** Price of one, in the currency's main unit. */
  price?: number
}

export interface LoodsCart {
  lines: LoodsCartLine[]
  total?: number
  currency?: string
}

/** Something that went wrong on the page just now; members see it as a line in the conversation. */
export interface LoodsSignal {
  /** Made by the page, 8 to 40 letters and digits: told again it is shown once. */
  id: string
  code: 'coupon_failed' | 'checkout_failed' | 'add_failed'
  /** The coupon's code, or what checkout or cart said. */
  text: string
}

/** What the page tells about the visit. Members see it marked as unverified. */
export interface LoodsContext {
  /** null forgets what was said before. */
  cart?: LoodsCart | null
  product?: LoodsProduct | null
  /** The last ones, at most three. */
  signals?: LoodsSignal[]
  /** Anything else, as short texts; merged by name. null forgets one. */
  fields?: Record<string, string | number | boolean | null>
}

/** JSON in `<script type="application/json" id="loods-page">`: what is the same for every shopper. */
export interface LoodsPage {
  kind?: LoodsPageKind
  product?: LoodsProduct
  /** ISO 4217: the currency of prices that name none. */
  currency?: string
  /** Name of the page's template, where all products of it are to be counted as one page. */
  template?: string
  /** On a thank-you page: the shop's own hash of the order, as its server reports it. */
  order?: string
  /** What the shop's server did for this shopper just before this page, as `track` would tell it. */
  happened?: ('add_to_cart' | 'coupon_failed')[]
}

/** `detail` of each event. */
export interface LoodsEvents {
  /** The panel opened. */
  open: null
  /** The panel closed. */
  close: null
  /** A message arrived from the shop. */
  message: { text: string; name?: string }
  /** The number of unread messages changed. */
  unread: number
  /** The shopper left an e-mail address or a phone number. */
  lead: { kind: 'email' | 'phone' }
  /** A prompt was shown. */
  prompt: { triggerId: string }
  /** The shopper went to another page without a page load. */
  page: null
  /** Something was tracked with `loods('track', …)`. */
  track: { name: string; data?: unknown }
  /**
   * The shopper pressed “Add to cart” on a product in the chat. Whoever can do that calls `answer` at
   * once, with a promise that holds when it is in the cart, and may say where the cart is to be seen;
   * otherwise the chat leads to the product.
   */
  add: {
    id: string
    quantity: number
    // biome-ignore lint/suspicious/noConfusingVoidType: a promise of nothing is as good.
    answer: (done: Promise<{ cartUrl?: string } | void>) => void
  }
}

/** What `loods('on', …)` calls; the event's `detail` says more. */
export type LoodsListener<Event extends keyof LoodsEvents> = (
  event: CustomEvent<LoodsEvents[Event]>,
) => void

/** Callable at any time, also before the loader has arrived. It never throws and returns nothing. */
export interface Loods {
  /** hide and show: the launcher and prompts disappear, or come back; `open` keeps working. */
  (command: 'open' | 'close' | 'toggle' | 'hide' | 'show'): void
  /** @param token a JWT the shop signed for its logged-in customer */
  (command: 'identify', token: string): void
  (command: 'context', context: LoodsContext): void
  <Event extends keyof LoodsEvents>(
    command: 'on' | 'off',
    event: Event,
    listener: LoodsListener<Event>,
  ): void
  /** An order was placed. @param reference the shop's own hash of it, as its server reports it */
  (command: 'order', reference: string): void
  /** @param given whether the shopper lets this browser remember that it was here before */
  (command: 'consent', given: boolean): void
  /** Something happened on the page; `add_to_cart` keeps prompts away for a moment. */
  (command: 'track', name: string, data?: unknown): void
  /** Calls that wait for the loader; gone once it is here. */
  q?: ArrayLike<unknown>[]
  /** Version of the loaded API; absent on the stub that queues. */
  v?: number
}

declare global {
  interface Window {
    loods?: Loods
  }
}
