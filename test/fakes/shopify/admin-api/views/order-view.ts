import {
  cents,
  type Fulfillment,
  type LineItem,
  money,
  type Order,
  type Refund,
  refundedOf,
  subtotalOf,
  totalOf,
} from '../../world/sales.ts'
import { type Asking, approved, demandApproval, demandScope } from '../access.ts'
import { connection, type PageArguments } from '../connection.ts'
import { dateTime, gid } from '../gid.ts'
import type { Searchable } from '../search.ts'
import { customerView } from './customer-view.ts'
import { productView, variantView } from './product-view.ts'

export const ORDER_SEARCH: Searchable<Order> = {
  text: ({ name, email, customer }) => [name, email, customer?.firstName, customer?.lastName],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    email: ({ email }) => email,
    customer_id: ({ customer }) => customer?.id,
    cart_token: ({ cartToken }) => cartToken,
    checkout_token: ({ checkoutToken }) => checkoutToken,
    confirmation_number: ({ confirmationNumber }) => confirmationNumber,
    discount_code: ({ discountCodes }) => discountCodes,
    financial_status: ({ financialStatus }) => financialStatus,
    fulfillment_status: ({ fulfillmentStatus }) => fulfillmentStatus,
    status: ({ cancelledAt }) => (cancelledAt === undefined ? 'open' : 'cancelled'),
    created_at: ({ createdAt }) => dateTime(createdAt),
    processed_at: ({ processedAt }) => dateTime(processedAt),
    updated_at: ({ updatedAt }) => dateTime(updatedAt),
    sku: ({ lines }) => lines.map(({ sku }) => sku),
    test: ({ test }) => test,
  },
}

/** @throws where the app is not approved for customer data at all */
export function orderView(asking: Asking, order: Order): object {
  demandApproval(asking, 'Order')
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    confirmationNumber: order.confirmationNumber,
    ...moments(order),
    ...amounts(order),
    ...who(asking, order),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    test: order.test,
    currencyCode: order.currencyCode,
    presentmentCurrencyCode: order.currencyCode,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: order.fulfillmentStatus,
    fullyPaid: order.financialStatus === 'PAID',
    unpaid: order.financialStatus === 'PENDING',
    note: order.note,
    customAttributes: order.attributes.map(({ name: key, value }) => ({ key, value })),
    cartToken: order.cartToken ?? null,
    checkoutToken: order.checkoutToken ?? null,
    discountCode: order.discountCodes[0] ?? null,
    discountCodes: order.discountCodes,
    lineItems: (page: PageArguments) =>
      connection(order.lines, page, (it) => lineView(asking, order, it)),
    refunds: ({ first }: { first?: number }) =>
      order.refunds.slice(0, first).map((it) => refundView(order, it)),
    fulfillments: ({ first }: { first?: number }) =>
      order.fulfillments.slice(0, first).map((it) => fulfillmentView(order, it)),
    statusPageUrl: () => `https://${asking.shop.primaryHost}/orders/${order.confirmationNumber}`,
    tags: [],
    sourceName: 'web',
  }
}

function moments(order: Order): object {
  const { createdAt, updatedAt, processedAt, cancelledAt } = order
  return {
    createdAt: dateTime(createdAt),
    updatedAt: dateTime(updatedAt),
    processedAt: dateTime(processedAt),
    cancelledAt: cancelledAt === undefined ? null : dateTime(cancelledAt),
    closedAt: cancelledAt === undefined ? null : dateTime(cancelledAt),
  }
}

function amounts(order: Order): object {
  const bag = (amount: string): object => bagOf(order, amount)
  const total = totalOf(order)
  const refunded = refundedOf(order)
  const current = bag(money(cents(total) - cents(refunded)))
  return {
    subtotalPriceSet: bag(subtotalOf(order)),
    totalPriceSet: bag(total),
    currentTotalPriceSet: current,
    netPaymentSet: current,
    totalShippingPriceSet: bag(order.shipping),
    totalDiscountsSet: bag('0.00'),
    totalTaxSet: bag('0.00'),
    totalRefundedSet: bag(refunded),
    totalOutstandingSet: bag(order.financialStatus === 'PENDING' ? total : '0.00'),
  }
}

function who(asking: Asking, order: Order): object {
  const { email, phone, customer } = order
  return {
    email: () => approved(asking, 'email', 'email', email),
    phone: () => approved(asking, 'phone', 'phone', phone),
    customer: () => {
      demandScope(asking, 'customer', 'read_customers')
      return customer ? customerView(asking, customer, orderView) : null
    },
    customerLocale: customer?.locale ?? null,
    shippingAddress: () => approved(asking, 'address', 'shippingAddress', null),
    billingAddress: () => approved(asking, 'address', 'billingAddress', null),
  }
}

function lineView(asking: Asking, order: Order, line: LineItem): object {
  const { shop } = asking
  const product = shop.products.find(({ id }) => id === line.productId)
  const variant = product?.variants.find(({ id }) => id === line.variantId)
  const price = bagOf(order, line.price)
  const total = bagOf(order, money(cents(line.price) * line.quantity))
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    sku: line.sku,
    variantTitle: line.variantTitle,
    vendor: product?.vendor ?? null,
    originalUnitPriceSet: price,
    discountedUnitPriceSet: price,
    originalTotalSet: total,
    discountedTotalSet: total,
    image: null,
    product: () => {
      demandScope(asking, 'product', 'read_products')
      return product ? productView(shop, product) : null
    },
    variant: () => {
      demandScope(asking, 'variant', 'read_products')
      return product && variant ? variantView(shop, product, variant) : null
    },
    customAttributes: [],
  }
}

function refundView(order: Order, refund: Refund): object {
  const at = dateTime(refund.createdAt)
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: String(refund.id),
    createdAt: at,
    updatedAt: at,
    processedAt: at,
    note: refund.note,
    totalRefundedSet: bagOf(order, refund.amount),
  }
}

function fulfillmentView(order: Order, fulfillment: Fulfillment): object {
  const { company, trackingNumber: number, trackingUrl: url } = fulfillment
  const at = dateTime(fulfillment.createdAt)
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', fulfillment.id),
    legacyResourceId: String(fulfillment.id),
    createdAt: at,
    updatedAt: at,
    status: 'SUCCESS',
    displayStatus: 'IN_TRANSIT',
    deliveredAt: null,
    estimatedDeliveryAt: null,
    name: `${order.name}-F${order.fulfillments.indexOf(fulfillment) + 1}`,
    trackingInfo: () => [{ company, number, url }],
  }
}

function bagOf({ currencyCode }: Order, amount: string): object {
  const its = { amount, currencyCode }
  return { shopMoney: its, presentmentMoney: its }
}
