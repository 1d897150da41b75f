import { orderReport } from '@loods/protocol'
import { defineRoute, type Route } from '../http/route.ts'
import type { OrderService } from './order.service.ts'

export function orderRoutes(orders: OrderService): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/orders',
      policy: 'shop',
      summary: 'An order as the shop’s own records have it now',
      body: orderReport,
      async handle({ principal, body }) {
        await orders.report(principal.siteId, body)
        return undefined
      },
    }),
  ]
}
