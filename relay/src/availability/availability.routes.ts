import { availabilityChange, id, promiseAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { AvailabilityService } from './availability.service.ts'

const inSite = v.object({ siteId: id })

/** What members call about being there and how soon they answer. */
export function availabilityRoutes(availability: AvailabilityService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/availability',
      policy: 'agent',
      summary: 'Whether the shop is open, and the measured time to a first reply',
      params: inSite,
      response: promiseAnswer,
      handle: ({ principal }) => availability.promise(principal.siteId),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/sites/:siteId/availability',
      policy: 'agent',
      summary: 'Open the shop, or say that nobody is there',
      params: inSite,
      body: availabilityChange,
      async handle({ principal, body }) {
        await availability.set(principal.siteId, body.availability)
        return undefined
      },
    }),
  ]
}
