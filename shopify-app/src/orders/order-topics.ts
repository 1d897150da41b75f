import type { OrderService } from '../../../relay/src/orders/order.service.ts'
import type { Visits } from '../../../relay/src/visitors/visits.ts'
import type { Told, Topic, Topics } from '../webhooks/topics.ts'
import { conversationNamed, toOrderReport } from './order-report.ts'

export interface OrderTopicDeps {
  orders: Pick<OrderService, 'report'>
  visits: Pick<Visits, 'conversationOfOrder'>
  /** Gives the name an order has here, by its number. */
  orderNames(siteId: string): Promise<(number: string) => string>
}

/**
 * What shops tell of their orders. What is paid back or sent updates its order (orders/updated), with all
 * refunds in it; refunds/create would tell of one alone, before it is known whether it succeeds.
 */
export function orderTopics(deps: OrderTopicDeps): Topics {
  const topic: Topic = { handle: (told) => report(deps, told), needs: 'read_orders' }
  return { 'orders/create': topic, 'orders/updated': topic, 'orders/cancelled': topic }
}

async function report(
  { orders, orderNames, visits }: OrderTopicDeps,
  { shop, body, triggeredAt }: Told,
) {
  const order = toOrderReport(body, await orderNames(shop.siteId), triggeredAt)
  if (!order) return undefined
  const { siteId } = shop
  const named = conversationNamed(body) ?? visits.conversationOfOrder(siteId, order.reference)
  await orders.report(siteId, order, named)
  return undefined
}
