import { createHash } from 'node:crypto'
import {
  type CheckoutStep,
  type ContextInput,
  checkoutStep,
  type Language,
  type Signal,
  type shopifyPixelEvent,
} from '@loods/protocol'
import type * as v from 'valibot'
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
  /** Where a conversation's shopper is, and what went wrong there. */
  follow(
    where: { siteId: string; conversationId: string },
    told: Pick<ContextInput, 'page'> & { signals?: Signal[] },
  ): Promise<void>
}

/** What is seen of a checkout, where no widget runs: it joins the visit it belongs to. */
export interface Pixel {
  /** @param from the browser that told it; a pixel's requests come from where the pages' come */
  take(shop: PixelShop, from: Browser, event: PixelEvent): Promise<void>
}

export function createPixel({ visits, follow }: PixelDeps): Pixel {
  return {
    async take(shop, from, { step, clientId, ...event }) {
      const { siteId } = shop
      if (!step && event.event !== 'alert_displayed') return
      const at = latest(visits, siteId, clientId)
      const here = step ?? at ?? 'started'
      const page = pageOf(shop, here)
      const viewId = nameOf(clientId, here)
      const order = event.order && shop.nameOf(event.order.id)
      if (here !== at) visits.view(siteId, from, { viewId, page, ...(order && { order }) })
      else if (order) visits.noteOrder(siteId, viewId, order)
      const conversationId = visits.conversation(siteId, viewId)
      if (conversationId === undefined) return
      await follow({ siteId, conversationId }, { page, signals: toSignals(event, shop.language) })
    },
  }
}

/** How far this browser's checkout was; that step has lasted until now. */
function latest(visits: Visits, siteId: string, clientId: string): CheckoutStep | undefined {
  return checkoutStep.options.findLast((step) => visits.beat(siteId, nameOf(clientId, step)))
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
function toSignals(
  { event, eventId, alert, at }: Omit<PixelEvent, 'step' | 'clientId'>,
  language: Language,
): Signal[] {
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
