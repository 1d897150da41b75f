import type { ProtectedData } from '../world/app-registration.ts'
import {
  type Customer,
  cents,
  type LineItem,
  money,
  type Order,
  type Refund,
  refundedOf,
  subtotalOf,
  totalOf,
} from '../world/sales.ts'
import { moment, priceSet } from './money.ts'

type Approved = Set<ProtectedData>

/** The body of orders/*, with ids as bare numbers; what the app is not approved for is null. */
export function orderPayload(order: Order, approvedFor: Approved): object {
  const { currencyCode: currency, customer } = order
  const total = totalOf(order)
  const current = money(cents(total) - cents(refundedOf(order)))
  const email = approvedFor.has('email') ? order.email : null
  return {
    id: order.id,
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    created_at: moment(order.createdAt),
    updated_at: moment(order.updatedAt),
    processed_at: moment(order.processedAt),
    cancelled_at: moment(order.cancelledAt),
    cancel_reason: order.cancelReason ?? null,
    closed_at: null,
    test: order.test,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillmentOf(order),
    currency,
    presentment_currency: currency,
    subtotal_price: subtotalOf(order),
    subtotal_price_set: priceSet(subtotalOf(order), currency),
    total_price: total,
    total_price_set: priceSet(total, currency),
    current_total_price: current,
    current_total_price_set: priceSet(current, currency),
    total_shipping_price_set: priceSet(order.shipping, currency),
    total_discounts: '0.00',
    total_tax: '0.00',
    email,
    contact_email: email,
    phone: approvedFor.has('phone') ? order.phone : null,
    customer:
      customer && approvedFor.has('customer') ? customerPayload(customer, approvedFor) : null,
    customer_locale: customer?.locale ?? null,
    note: order.note,
    note_attributes: order.attributes,
    cart_token: order.cartToken ?? null,
    checkout_token: order.checkoutToken ?? null,
    checkout_id: null,
    token: order.checkoutToken ?? null,
    discount_codes: order.discountCodes.map((code) => ({
      code,
      amount: '0.00',
      type: 'percentage',
    })),
    line_items: order.lines.map((line) => linePayload(line, currency)),
    refunds: order.refunds.map((refund) => refundPayload(order, refund)),
    fulfillments: [],
    source_name: 'web',
    tags: '',
  }
}

export function customerPayload(customer: Customer, approvedFor: Approved): object {
  const { id } = customer
  const hasName = approvedFor.has('name')
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    first_name: hasName ? customer.firstName : null,
    last_name: hasName ? customer.lastName : null,
    email: approvedFor.has('email') ? customer.email : null,
    phone: approvedFor.has('phone') ? customer.phone : null,
    created_at: moment(customer.createdAt),
    updated_at: moment(customer.createdAt),
  }
}

function linePayload(line: LineItem, currency: string): object {
  return {
    id: line.id,
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    product_id: line.productId ?? null,
    variant_id: line.variantId ?? null,
    title: line.title,
    variant_title: line.variantTitle,
    name: line.title,
    sku: line.sku,
    quantity: line.quantity,
    current_quantity: line.quantity,
    price: line.price,
    price_set: priceSet(line.price, currency),
    properties: [],
  }
}

/** The body of refunds/create. */
export function refundPayload(order: Order, refund: Refund): object {
  return {
    id: refund.id,
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_id: order.id,
    created_at: moment(refund.createdAt),
    processed_at: moment(refund.createdAt),
    note: refund.note,
    refund_line_items: [],
    order_adjustments: [],
    transactions: [
      {
        id: refund.id + 2n,
        order_id: order.id,
        kind: 'refund',
        status: 'success',
        amount: refund.amount,
        currency: order.currencyCode,
        created_at: moment(refund.createdAt),
      },
    ],
  }
}

function fulfillmentOf({ fulfillmentStatus }: Order): string | null {
  if (fulfillmentStatus === 'UNFULFILLED') return null
  return fulfillmentStatus === 'FULFILLED' ? 'fulfilled' : 'partial'
}
