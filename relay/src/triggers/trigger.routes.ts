import { id, newTrigger, trigger, triggerChange, triggersAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { TriggerService } from './trigger.service.ts'

const inSite = v.object({ siteId: id })
const inTrigger = v.object({ siteId: id, triggerId: id })

export function triggerRoutes(triggers: TriggerService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/triggers',
      policy: 'agent',
      summary: 'When the shop’s pages offer help, in the order they are asked',
      params: inSite,
      response: triggersAnswer,
      handle: async ({ principal }) => ({ triggers: await triggers.list(principal.siteId) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/triggers',
      policy: 'admin',
      summary: 'Add a trigger',
      params: inSite,
      body: newTrigger,
      response: trigger,
      handle: ({ principal, body }) => triggers.add(principal.siteId, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/triggers/:triggerId',
      policy: 'admin',
      summary: 'Change a trigger, or switch it on or off',
      params: inTrigger,
      body: triggerChange,
      response: trigger,
      handle: ({ principal, params, body }) =>
        triggers.change(principal.siteId, params.triggerId, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/triggers/:triggerId',
      policy: 'admin',
      summary: 'Delete a trigger',
      params: inTrigger,
      async handle({ principal, params }) {
        await triggers.remove(principal.siteId, params.triggerId)
        return undefined
      },
    }),
  ]
}
