export interface Customer {
  id: bigint
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  locale: string
  createdAt: number
}

export type FinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED'

export interface Order {
  id: bigint
  /** `#1001`. */
  name: string
  number: number
  confirmationNumber: string
  createdAt: number
  updatedAt: number
  processedAt: number
  cancelledAt: number | undefined
  cancelReason: string | undefined
  test: boolean
  financialStatus: FinancialStatus
  fulfillmentStatus: 'UNFULFILLED' | 'FULFILLED' | 'PARTIALLY_FULFILLED'
  email: string | null
  phone: string | null
  customer: Customer | undefined
  currencyCode: string
  lines: LineItem[]
  shipping: string
  discountCodes: string[]
  /** Cart attributes, which orders call note attributes or custom attributes. */
  attributes: { name: string; value: string }[]
  note: string | null
  cartToken: string | undefined
  checkoutToken: string | undefined
  refunds: Refund[]
  fulfillments: Fulfillment[]
}

export interface LineItem {
  id: bigint
  productId: bigint | undefined
  variantId: bigint | undefined
  title: string
  variantTitle: string | null
  sku: string
  quantity: number
  /** Of one: `"49.00"`. */
  price: string
}

export interface Refund {
  id: bigint
  createdAt: number
  amount: string
  note: string | null
}

export interface Fulfillment {
  id: bigint
  createdAt: number
  company: string
  trackingNumber: string
  trackingUrl: string
}

export function subtotalOf(order: Order): string {
  return money(sumOf(order.lines.map(({ price, quantity }) => cents(price) * quantity)))
}

export function totalOf(order: Order): string {
  return money(cents(subtotalOf(order)) + cents(order.shipping))
}

export function refundedOf(order: Order): string {
  return money(sumOf(order.refunds.map(({ amount }) => cents(amount))))
}

/** `"49.00"` to 4900. */
export function cents(amount: string): number {
  return Math.round(Number(amount) * 100)
}

/** 4900 to `"49.00"`. */
export function money(amount: number): string {
  return (amount / 100).toFixed(2)
}

function sumOf(amounts: number[]): number {
  return amounts.reduce((sum, it) => sum + it, 0)
}
