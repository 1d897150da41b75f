import { id, ordersAnswer, ordersQuery, shownOrder } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { AskShop } from './connector.ts'

/** Orders in one answer. */
const MOST = 10

const answer = v.object({ orders: v.array(v.unknown()) })

/** Orders of a shop whose own software gives them to the relay. Nothing of them is kept. */
export function shopOrderRoutes({ ask, limits }: { ask: AskShop; limits: Limits }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/shop/orders',
      policy: 'agent',
      summary:
        'Orders of a customer, newest first, or the one with a number, as the shop has them now',
      params: v.object({ siteId: id }),
      query: ordersQuery,
      response: ordersAnswer,
      async handle({ principal, query }) {
        await limits.shopQuestion(principal.memberId)
        const { orders } = v.parse(answer, await ask(principal.siteId, 'orders', query))
        const read = orders.slice(0, MOST).map((order) => v.safeParse(shownOrder, order))
        return { orders: read.flatMap(({ success, output }) => (success ? [output] : [])) }
      },
    }),
  ]
}
