import type { Language, ShownOrder } from '@loods/protocol'
import { graphql } from '../admin-api/admin-api.ts'
import type { Money } from '../money.ts'
import { numberOf } from '../numbers.ts'

/** Orders shown of one customer. */
const SHOWN = 5
const MAX_TITLE = 120
const MAX_NOTE = 300

/** Orders by whose they are or by their name, newest first. Needs read_orders. */
export const ORDERS = graphql`
  query Orders($first: Int!, $query: String!) {
    orders(first: $first, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes {
        id
        name
        createdAt
        cancelledAt
        displayFinancialStatus
        displayFulfillmentStatus
        currentTotalPriceSet {
          shopMoney {
            amount
            currencyCode
          }
        }
        lineItems(first: 30) {
          nodes {
            title
            variantTitle
            currentQuantity
          }
        }
        fulfillments(first: 3) {
          trackingInfo(first: 1) {
            company
            number
          }
        }
      }
    }
  }
`

export interface OrdersAnswer {
  orders: { nodes: Order[] }
}

interface Order {
  id: string
  /** As people know it, such as `#1001`. */
  name: string
  createdAt: string
  cancelledAt: string | null
  displayFinancialStatus: string | null
  displayFulfillmentStatus: string
  currentTotalPriceSet: { shopMoney: Money }
  lineItems: {
    nodes: Array<{ title: string; variantTitle: string | null; currentQuantity: number }>
  }
  fulfillments: Array<{
    trackingInfo: Array<{ company: string | null; number: string | null }>
  }>
}

/** @param customer Shopify's number of the customer */
export function ordersOfCustomer(customer: string) {
  return { first: SHOWN, query: `customer_id:${customer.replace(/\D/g, '')}` }
}

/** @param name as somebody typed it, with or without `#` */
export function orderByName(name: string) {
  return { first: SHOWN, query: `name:"${bareName(name).replace(/["\\]/g, '')}"` }
}

/** The one of what was found that has exactly this name: Shopify finds what begins with it, too. */
export function theOneNamed(orders: Order[], name: string): Order | undefined {
  return orders.find((order) => bareName(order.name) === bareName(name))
}

function bareName(name: string): string {
  return name.trim().replace(/^#/, '').toLowerCase()
}

/**
 * An order as members see it beside a conversation.
 * @param admin where the shop's admin panel is, such as `https://admin.shopify.com/store/lampen`
 */
export function toShownOrder(order: Order, admin: string, language: Language): ShownOrder {
  const { amount, currencyCode } = order.currentTotalPriceSet.shopMoney
  const note = trackingOf(order)
  return {
    number: order.name,
    placedAt: Date.parse(order.createdAt),
    status: statusOf(order, language),
    total: Number(amount),
    currency: currencyCode,
    items: order.lineItems.nodes
      .filter(({ currentQuantity }) => currentQuantity > 0)
      .map(({ title, variantTitle, currentQuantity }) => ({
        title: [title, variantTitle].filter(Boolean).join(' – ').slice(0, MAX_TITLE),
        quantity: currentQuantity,
      })),
    ...(note && { note }),
    url: `${admin}/orders/${numberOf(order.id)}`,
  }
}

function trackingOf({ fulfillments }: Order): string | undefined {
  const [tracking] = fulfillments.flatMap(({ trackingInfo }) => trackingInfo)
  const text = [tracking?.company, tracking?.number].filter(Boolean).join(' ')
  return text.slice(0, MAX_NOTE) || undefined
}

/** What became of it first: whether it was paid says less once it is on its way. */
function statusOf(order: Order, language: Language): string {
  const { cancelledAt, displayFinancialStatus: paid, displayFulfillmentStatus: sent } = order
  const code = cancelledAt ? 'CANCELLED' : sent === 'UNFULFILLED' ? (paid ?? sent) : sent
  const both = STATUS[code]
  return both ? both[language] : code.toLowerCase().replaceAll('_', ' ')
}

const STATUS: Record<string, Record<Language, string>> = {
  CANCELLED: { nl: 'Geannuleerd', en: 'Cancelled' },
  PENDING: { nl: 'Wacht op betaling', en: 'Waiting for payment' },
  AUTHORIZED: { nl: 'Geautoriseerd', en: 'Authorised' },
  PAID: { nl: 'Betaald, nog niet verzonden', en: 'Paid, not sent yet' },
  PARTIALLY_PAID: { nl: 'Deels betaald', en: 'Partly paid' },
  PARTIALLY_REFUNDED: { nl: 'Deels terugbetaald', en: 'Partly refunded' },
  REFUNDED: { nl: 'Terugbetaald', en: 'Refunded' },
  VOIDED: { nl: 'Vervallen', en: 'Voided' },
  EXPIRED: { nl: 'Verlopen', en: 'Expired' },
  UNFULFILLED: { nl: 'Nog niet verzonden', en: 'Not sent yet' },
  IN_PROGRESS: { nl: 'Wordt klaargemaakt', en: 'Being prepared' },
  ON_HOLD: { nl: 'In de wacht', en: 'On hold' },
  PARTIALLY_FULFILLED: { nl: 'Deels verzonden', en: 'Partly sent' },
  FULFILLED: { nl: 'Verzonden', en: 'Sent' },
}
