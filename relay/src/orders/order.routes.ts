import { id, orderAsk, orderProof, orderReport } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { OrderService } from './order.service.ts'
import type { OrderProofs } from './order-proof.service.ts'

export interface OrderRouteDeps {
  orders: OrderService
  proofs: OrderProofs
  limits: Limits
}

export function orderRoutes({ orders, proofs, limits }: OrderRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/orders',
      policy: 'shop',
      summary:
        'An order as the shop’s own records have it now: the newest reading counts, however often and in whatever order they come',
      body: orderReport,
      async handle({ principal, body }) {
        await orders.report(principal.siteId, body)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/conversations/:conversationId/order',
      policy: 'agent',
      summary: 'Ask for an order: the shop mails a code to its address, for the shopper to type',
      params: v.object({ siteId: id, conversationId: id }),
      body: orderAsk,
      async handle({ principal, params, body }) {
        await limits.shopQuestion(principal.memberId)
        await limits.orderAsk(`${principal.siteId} ${params.conversationId}`)
        await proofs.ask(principal, params.conversationId, body.number)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/order',
      policy: 'visitor',
      summary: 'Show the shop the order whose code was mailed',
      body: orderProof,
      async handle({ principal, body }) {
        await limits.orderProof(principal.conversationId)
        await proofs.prove(principal, body.code)
        return undefined
      },
    }),
  ]
}
