import { dataRequestsAnswer, id } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { CustomerPrivacy } from './customer.service.ts'

const inSite = v.object({ siteId: id })
const inRequest = v.object({ siteId: id, requestId: id })

/** Customers who asked their shop, at the shop's own host, what is kept of them. */
export function customerRoutes(customers: CustomerPrivacy): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/data-requests',
      policy: 'admin',
      summary: 'Customers who asked what is kept of them, and have no answer yet',
      params: inSite,
      response: dataRequestsAnswer,
      handle: async ({ principal }) => ({ requests: await customers.asked(principal.siteId) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/data-requests/:requestId/export',
      policy: 'admin',
      summary: 'What is kept of a customer who asked, as JSON to give to them',
      params: inRequest,
      async handle({ principal, params, c }) {
        const answer = await customers.answer(principal.siteId, params.requestId)
        return c.body(JSON.stringify(answer, undefined, 2), 200, {
          'content-type': 'application/json',
          'content-disposition': `attachment; filename="customer-${params.requestId.slice(0, 8)}.json"`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        })
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/data-requests/:requestId',
      policy: 'admin',
      summary: 'The customer has the answer',
      params: inRequest,
      async handle({ principal, params }) {
        await customers.close(principal.siteId, params.requestId)
        return undefined
      },
    }),
  ]
}
