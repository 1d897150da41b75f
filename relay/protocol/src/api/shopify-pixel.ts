/** What the app's web pixel tells from a Shopify shop, checkout included. Nothing in it says who somebody is. */
import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'

/** Names of Shopify's customer events that the pixel passes on. */
export const SHOPIFY_PIXEL_EVENTS = [
  'cart_viewed',
  'checkout_started',
  'checkout_contact_info_submitted',
  'checkout_address_info_submitted',
  'checkout_shipping_info_submitted',
  'payment_info_submitted',
  'checkout_completed',
  'alert_displayed',
] as const

/** How far somebody is: `started` while they enter who they are, then what they entered last. */
export const checkoutStep = v.picklist([
  'started',
  'contact',
  'address',
  'shipping',
  'payment',
  'completed',
])
export type CheckoutStep = v.InferOutput<typeof checkoutStep>

/** In the currency's minor unit; more than any order, or its sums would not hold. */
const minorUnits = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000_000))

/** Where and how something was refused, in Shopify's words: never what was typed, nor what was said of it. */
const alert = v.object({
  type: v.pipe(v.string(), v.regex(/^[A-Z_]{1,40}$/)),
  /** The part of the page, such as `cart.deliveryGroups[0].deliveryAddress.address1`. */
  target: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w.[\]$-]{1,200}$/))), undefined),
})

/**
 * One thing that happened. Sent as text/plain, so that no browser asks beforehand whether it may.
 * Anybody can send it: it informs members and triggers, and proves no order.
 */
export const shopifyPixelEvent = v.object({
  /** The conversation of this browser, where it has one and this page may know; else null. */
  visit: v.nullable(id),
  /** Shopify's own random id of the browser: hash it before it is kept. */
  clientId: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
  event: v.picklist(SHOPIFY_PIXEL_EVENTS),
  at: timestamp,
  /** Shopify's id of the event: the same one told twice is one. */
  eventId: v.optional(v.pipe(v.string(), v.maxLength(100))),
  step: v.optional(checkoutStep),
  cart: v.optional(
    v.object({
      /** Different things in it. */
      lines: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
      total: minorUnits,
      /** ISO 4217. */
      currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    }),
  ),
  alert: v.optional(alert),
  /** Once it was placed: its number as Shopify writes it, digits only, which may be larger than a number holds. */
  order: v.optional(v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,30}$/)) })),
})
export type ShopifyPixelEvent = v.InferInput<typeof shopifyPixelEvent>
