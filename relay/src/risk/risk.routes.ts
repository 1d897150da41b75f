import { id, riskReport } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { RiskService } from './risk.service.ts'

/** What members read of the risk score. */
export function riskRoutes(risk: Pick<RiskService, 'report'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/risk',
      policy: 'agent',
      summary:
        'How likely a visit is to end without an order: whether that can be told, how well, and by what',
      params: v.object({ siteId: id }),
      response: riskReport,
      handle: ({ principal }) => risk.report(principal.siteId),
    }),
  ]
}
