import { failedDeliveriesAnswer, failedDeliveriesQuery, id } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { DeadLetters } from './dead-letters.service.ts'

const inDelivery = v.object({ siteId: id, deliveryId: id })

/** What was given up: seen by everybody who answers, tried again or put aside by who runs the shop. */
export function deadLetterRoutes(deadLetters: DeadLetters): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/deliveries/failed',
      policy: 'agent',
      summary: 'Mails, pushes and the like that were given up, newest failure first',
      params: v.object({ siteId: id }),
      query: failedDeliveriesQuery,
      response: failedDeliveriesAnswer,
      handle: async ({ principal, query }) => ({
        deliveries: await deadLetters.list(principal.siteId, query.conversationId),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/deliveries/:deliveryId/retry',
      policy: 'admin',
      summary: 'Try again what was given up',
      params: inDelivery,
      async handle({ principal, params }) {
        await deadLetters.retry(principal.siteId, params.deliveryId)
        return undefined
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/deliveries/:deliveryId',
      policy: 'admin',
      summary: 'Put aside what was given up, undone',
      params: inDelivery,
      async handle({ principal, params }) {
        await deadLetters.dismiss(principal.siteId, params.deliveryId)
        return undefined
      },
    }),
  ]
}
