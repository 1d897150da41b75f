import type { CheckoutStep, ShopifyPixelEvent } from '@loods/protocol'
import type { Cart, Checkout, PixelEvents } from '@shopify/web-pixels-extension'

type Name = ShopifyPixelEvent['event']
type Told = Omit<ShopifyPixelEvent, 'visit'>

/** What is passed on, and how far a checkout then is. */
export const STEPS: Record<Name, CheckoutStep | undefined> = {
  cart_viewed: undefined,
  checkout_started: 'started',
  checkout_contact_info_submitted: 'contact',
  checkout_address_info_submitted: 'address',
  checkout_shipping_info_submitted: 'shipping',
  payment_info_submitted: 'payment',
  checkout_completed: 'completed',
  alert_displayed: undefined,
}

/** What the relay hears of an event: how much and how far, never who, nor what was typed. */
export function told(event: PixelEvents[Name]): Told {
  const { clientId, data, id, name, timestamp } = event
  return {
    clientId,
    event: name,
    eventId: id,
    at: Date.parse(timestamp),
    step: STEPS[name],
    ...('cart' in data && data.cart && cartOf(data.cart)),
    ...('checkout' in data && checkoutOf(data.checkout)),
    // The message and the value may hold what the shopper typed.
    ...('alert' in data && { alert: { type: data.alert.type, target: data.alert.target } }),
  }
}

function cartOf({ lines, cost: { totalAmount } }: Cart): Pick<Told, 'cart'> {
  return { cart: amount(lines.length, totalAmount.amount, totalAmount.currencyCode) }
}

function checkoutOf({ lineItems, totalPrice, order }: Checkout): Pick<Told, 'cart' | 'order'> {
  const id = order?.id?.match(/\d+$/)?.[0]
  return {
    cart: totalPrice
      ? amount(lineItems.length, totalPrice.amount, totalPrice.currencyCode)
      : undefined,
    order: id ? { id } : undefined,
  }
}

/** Shopify counts in euros, we in cents; some currencies have no cents, some have thousandths. */
function amount(lines: number, value: number, currency: string): Told['cart'] {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return { lines, total: Math.round(value * 10 ** maximumFractionDigits), currency }
}
