import { handoverAnswer, handoverRequest } from '@loods/protocol'
import { defineRoute, type Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import type { HandoverService } from './handover.service.ts'

export function handoverRoutes(deps: { handover: HandoverService; limits: Limits }): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/handover',
      policy: 'visitor',
      summary: 'Take the conversation along to WhatsApp or Messenger: a link that works once',
      body: handoverRequest,
      response: handoverAnswer,
      async handle({ principal, body }) {
        await deps.limits.handover(principal.visitorId)
        return deps.handover.offer(principal, body.to)
      },
    }),
  ]
}
