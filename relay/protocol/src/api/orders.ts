/** What a shop's own server reports of its orders. Pages of the shop are never asked for amounts. */
import * as v from 'valibot'
import { shownOrder } from '../entities.ts'
import { timestamp } from '../ids.ts'
import { lineText } from '../text.ts'

/** open: not paid yet. paid: also what is paid at the door. */
export const orderState = v.picklist(['open', 'paid', 'refunded', 'cancelled', 'failed'])
export type OrderState = v.InferOutput<typeof orderState>

/** In the currency's minor unit: 5990 is € 59,90. More than any order, or its sums would not hold. */
const minorUnits = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000_000))

/**
 * Names an order: the shop's own hash, from which nobody learns its number. Any 256 bits in base64url that
 * are the same on the thank-you page and in every report; without a plugin best
 * HMAC-SHA256(signing secret, 'loods-order ' + number).
 */
export const orderReference = v.pipe(
  v.string(),
  v.regex(/^[\w-]{43}$/),
  v.description(
    "The shop's own hash of an order, such as base64url(HMAC-SHA256(signing secret, 'loods-order ' + number)); the same as loods('order', reference) says on the thank-you page",
  ),
)

/** An order as it is now. Reported again, the newest reading counts, in whatever order they arrive. */
export const orderReport = v.strictObject({
  /** The same for every report of an order. */
  reference: orderReference,
  state: orderState,
  total: minorUnits,
  refunded: minorUnits,
  /** ISO 4217. */
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  placedAt: timestamp,
  /** When the shop read this from its records. */
  asOf: timestamp,
  /** The shop's own id of the customer, where one was logged in: sub of its token. */
  customer: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
})
export type OrderReport = v.InferOutput<typeof orderReport>

/**
 * A member asks to see an order of a shopper nobody verified. The shop mails a code to the order's
 * own address; whether there is such an order is told to nobody.
 */
export const orderAsk = v.strictObject({ number: lineText(40) })
export type OrderAsk = v.InferOutput<typeof orderAsk>

/** The code from that mail, as the shopper typed it. */
export const orderProof = v.object({
  code: v.pipe(
    v.string(),
    v.transform((text) => text.replace(/\s/g, '')),
    v.regex(/^\d{6}$/),
  ),
})
export type OrderProof = v.InferOutput<typeof orderProof>

/** Orders as the shop's own staff see them: of a customer, by the shop's own id, or the one with a number. */
export const ordersQuery = v.union([
  v.object({ customer: v.pipe(v.string(), v.regex(/^[\w-]{1,200}$/)) }),
  v.object({ number: lineText(40) }),
])
export type OrdersQuery = v.InferOutput<typeof ordersQuery>

export const ordersAnswer = v.object({ orders: v.array(shownOrder) })
export type OrdersAnswer = v.InferOutput<typeof ordersAnswer>
