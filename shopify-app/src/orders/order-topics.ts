import type { OrderService } from '../../../relay/src/orders/order.service.ts'
import type { Told, Topic, Topics } from '../webhooks/topics.ts'
import { conversationNamed, toOrderReport } from './order-report.ts'

export interface OrderTopicDeps {
  orders: Pick<OrderService, 'report'>
  /** Gives the name an order has here, by its number. */
  orderNames(siteId: string): Promise<(number: string) => string>
}

/** What shops tell of their orders; what is paid back, sent or cancelled updates the order it belongs to. */
export function orderTopics(deps: OrderTopicDeps): Topics {
  const topic: Topic = { handle: (told) => report(deps, told), needs: 'read_orders' }
  return { 'orders/create': topic, 'orders/updated': topic, 'orders/cancelled': topic }
}

async function report({ orders, orderNames }: OrderTopicDeps, { shop, body }: Told) {
  const order = toOrderReport(body, await orderNames(shop.siteId))
  if (order) await orders.report(shop.siteId, order, conversationNamed(body))
  return undefined
}
