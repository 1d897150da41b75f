import {
  id,
  type ViewAnswer,
  viewAnswer,
  viewBeat,
  viewRequest,
  visitsAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import { notFound } from '../errors.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { Visits } from './visits.ts'

export interface VisitRouteDeps {
  visits: Visits
  limits: Limits
  /** What a page is told of this minute. */
  now(siteId: string): Promise<ViewAnswer>
}

/** What every page calls, chat or not. Bodies are JSON as text/plain too, so that no preflight is needed. */
export function visitRoutes({ visits, limits, now }: VisitRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/views',
      policy: 'site',
      summary: 'A page was opened: says whether somebody answers now, and how soon',
      body: viewRequest,
      response: viewAnswer,
      async handle({ principal, body, address, c }) {
        await limits.publicCall(address)
        visits.view(principal.siteId, { address, agent: c.req.header('user-agent') ?? '' }, body)
        return now(principal.siteId)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/views/beat',
      policy: 'site',
      summary: 'The page is still looked at; not_found when it must be told of again',
      body: viewBeat,
      response: viewAnswer,
      async handle({ principal, body, address }) {
        await limits.publicCall(address)
        if (!visits.beat(principal.siteId, body.viewId)) throw notFound('This view')
        return now(principal.siteId)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/views/leave',
      policy: 'site',
      summary: 'The page is being left (sendBeacon)',
      body: viewBeat,
      async handle({ principal, body, address }) {
        await limits.publicCall(address)
        visits.leave(principal.siteId, body.viewId)
        return undefined
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/visits',
      policy: 'agent',
      summary: 'Who is on the shop’s pages now, the newest page first',
      params: v.object({ siteId: id }),
      response: visitsAnswer,
      handle: async ({ principal }) => ({ visits: visits.list(principal.siteId) }),
    }),
  ]
}
