import { createHash } from 'node:crypto'
import {
  type CheckoutStep,
  type ContextInput,
  checkoutStep,
  type Language,
  type Signal,
  type shopifyPixelEvent,
} from '@loods/protocol'
import { minorDigits } from '@loods/protocol/money'
import type * as v from 'valibot'
import type { ConversationContext } from '../../../relay/src/conversations/conversation-context.ts'
import { RelayError } from '../../../relay/src/errors.ts'
import type { OrderService } from '../../../relay/src/orders/order.service.ts'
import type { Browser } from '../../../relay/src/visitors/visitor-key.ts'
import type { Visits } from '../../../relay/src/visitors/visits.ts'

export type PixelEvent = v.InferOutput<typeof shopifyPixelEvent>

/** The shop an event is about. */
export interface PixelShop {
  siteId: string
  language: Language
  /** Address of its home page, without a slash at its end. */
  url: string
  /** Gives an order's reference by its number. */
  nameOf(number: string): string
}

export interface PixelDeps {
  visits: Visits
  /** Where a conversation's shopper is, what the cart comes to, and what went wrong there. */
  follow: ConversationContext['follow']
  orders: Pick<OrderService, 'placed'>
}

/** What is seen of a checkout, where no widget runs: it joins the visit it belongs to. */
export interface Pixel {
  /** @param from the browser that told it; a pixel's requests come from where the pages' come */
  take(shop: PixelShop, from: Browser, event: PixelEvent): Promise<void>
}

export function createPixel({ visits, follow, orders }: PixelDeps): Pixel {
  return {
    async take(shop, from, event) {
      const { siteId } = shop
      const place = placeOf(visits, shop, event)
      if (place) note(visits, shop, from, event, place)
      // The browser says it itself where the shop lets it; else whose visit this is.
      const conversationId = event.visit ?? (place && visits.conversation(siteId, place.viewId))
      if (!conversationId) return
      const told = {
        page: place?.page,
        ...(event.cart && { cart: inMain(event.cart) }),
        signals: toSignals(event, shop.language),
      }
      await follow({ siteId, conversationId }, told).catch(ignoreUnknown)
      if (event.order) await orders.placed(siteId, shop.nameOf(event.order.id), conversationId)
    },
  }
}

/** A step of a checkout, as a page of its visit. */
interface Place {
  viewId: string
  page: NonNullable<ContextInput['page']>
  /** The visit is there already. */
  known: boolean
}

/** Where in a checkout this happened; undefined on pages that tell of themselves. */
function placeOf(
  visits: Visits,
  shop: PixelShop,
  { event, step, clientId }: PixelEvent,
): Place | undefined {
  if (!step && event !== 'alert_displayed') return undefined
  // How far this browser's checkout was; that step has lasted until now.
  const at = checkoutStep.options.findLast((one) => visits.beat(shop.siteId, nameOf(clientId, one)))
  const here = step ?? at ?? 'started'
  return { viewId: nameOf(clientId, here), page: pageOf(shop, here), known: here === at }
}

function note(
  visits: Visits,
  { siteId, nameOf: orderName }: PixelShop,
  from: Browser,
  { event, order, visit, alert }: PixelEvent,
  { viewId, page, known }: Place,
): void {
  const named = order && orderName(order.id)
  const conversationId = visit ?? undefined
  if (!known) {
    visits.view(siteId, from, {
      ...{ viewId, page },
      ...(named && { order: named }),
      ...(conversationId && { conversationId }),
    })
  } else if (named) visits.noteOrder(siteId, viewId, named)
  const happened = alert?.type === 'DISCOUNT_ERROR' ? 'coupon_failed' : HAPPENED[event]
  if (happened) visits.noteHappened(siteId, viewId, happened)
}

/** Under which names triggers may wait for it, on the pages after it. */
const HAPPENED: Partial<Record<PixelEvent['event'], string>> = {
  checkout_started: 'checkout_started',
  alert_displayed: 'checkout_failed',
}

function inMain({ total, currency }: NonNullable<PixelEvent['cart']>) {
  return { total: total / 10 ** minorDigits(currency), currency }
}

/** Anybody may name a conversation; of one that is not there nothing is told. */
function ignoreUnknown(error: unknown): void {
  if (!(error instanceof RelayError) || error.code !== 'not_found') throw error
}

/** A step is one page of its visit, however often it is told. */
function nameOf(clientId: string, step: CheckoutStep): string {
  return createHash('sha256').update(`${step} ${clientId}`).digest('base64url').slice(0, 21)
}

/** Each checkout has an address of its own at Shopify, which opens it: none of that is kept. */
function pageOf(
  { url, language }: PixelShop,
  step: CheckoutStep,
): NonNullable<ContextInput['page']> {
  const kind = step === 'completed' ? 'thank-you' : 'checkout'
  return { url: `${url}/checkouts/${PATHS[step]}`, title: TITLES[language][step], kind }
}

/** What was entered last says where somebody is now. */
const PATHS: Record<CheckoutStep, string> = {
  started: 'contact',
  contact: 'address',
  address: 'shipping',
  shipping: 'payment',
  payment: 'order',
  completed: 'thank-you',
}

const TITLES: Record<Language, Record<CheckoutStep, string>> = {
  nl: {
    started: 'Afrekenen',
    contact: 'Afrekenen: adres',
    address: 'Afrekenen: verzending',
    shipping: 'Afrekenen: betalen',
    payment: 'Afrekenen: bestellen',
    completed: 'Bedankt voor je bestelling',
  },
  en: {
    started: 'Checkout',
    contact: 'Checkout: address',
    address: 'Checkout: shipping',
    shipping: 'Checkout: payment',
    payment: 'Checkout: placing the order',
    completed: 'Thank you for your order',
  },
}

/** The message itself may repeat what was typed, so it stays at Shopify. */
function toSignals({ event, eventId, alert, at }: PixelEvent, language: Language): Signal[] {
  if (event !== 'alert_displayed' || !alert) return []
  const id = createHash('sha256')
    .update(`${eventId ?? at}`)
    .digest('base64url')
    .slice(0, 40)
  const isCoupon = alert.type === 'DISCOUNT_ERROR'
  const text = (ALERTS[language][alert.type] ?? alert.type).slice(0, 60)
  return [{ id, code: isCoupon ? 'coupon_failed' : 'checkout_failed', text }]
}

/** Kinds of alert of Shopify's web pixels (`AlertDisplayedType`), for members to read. */
const ALERTS: Record<Language, Record<string, string>> = {
  nl: {
    CHECKOUT_ERROR: 'er ging iets mis',
    CONTACT_ERROR: 'de contactgegevens',
    DELIVERY_ERROR: 'de bezorging',
    DISCOUNT_ERROR: 'kortingscode of cadeaubon',
    INPUT_INVALID: 'een veld is niet goed ingevuld',
    INPUT_REQUIRED: 'een veld is nog leeg',
    INVENTORY_ERROR: 'niet meer op voorraad',
    MERCHANDISE_ERROR: 'een product in de winkelwagen',
    PAYMENT_ERROR: 'de betaling',
  },
  en: {
    CHECKOUT_ERROR: 'something went wrong',
    CONTACT_ERROR: 'the contact details',
    DELIVERY_ERROR: 'the delivery',
    DISCOUNT_ERROR: 'discount code or gift card',
    INPUT_INVALID: 'a field is not filled in right',
    INPUT_REQUIRED: 'a field is still empty',
    INVENTORY_ERROR: 'out of stock',
    MERCHANDISE_ERROR: 'a product in the cart',
    PAYMENT_ERROR: 'the payment',
  },
}
