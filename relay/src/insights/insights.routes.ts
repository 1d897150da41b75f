import {
  id,
  pageDetail,
  pageReportQuery,
  pagesReport,
  planAnswer,
  planQuery,
  reportQuery,
  simulateAnswer,
  simulateRequest,
  triggersReport,
} from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { InsightsService } from './insights.service.ts'
import { pagesAsCsv } from './pages-csv.ts'

const inSite = v.object({ siteId: id })

/** What members read of the shop's pages. */
export function insightsRoutes(insights: InsightsService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/pages',
      policy: 'agent',
      summary:
        'The shop’s pages by what visits they lose: bounces, exits, drop-offs, each beside its kind',
      params: inSite,
      query: reportQuery,
      response: pagesReport,
      handle: ({ principal, query }) => insights.pages(principal.siteId, query.days),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/pages.csv',
      policy: 'agent',
      summary: 'The same as a table for a spreadsheet',
      params: inSite,
      query: reportQuery,
      async handle({ principal, query }) {
        const { pages } = await insights.pages(principal.siteId, query.days)
        return asCsv(pagesAsCsv(pages), 'pages.csv')
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/triggers',
      policy: 'agent',
      summary: 'What each trigger is worth beside visits that were held out, and how sure that is',
      params: inSite,
      response: triggersReport,
      handle: ({ principal }) => insights.triggers(principal.siteId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/plan',
      policy: 'agent',
      summary: 'How many visits it takes to prove what a trigger is worth, by the share held out',
      params: inSite,
      query: planQuery,
      response: planAnswer,
      handle: ({ principal, query }) => insights.plan(principal.siteId, query.triggerId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/triggers.csv',
      policy: 'agent',
      summary: 'The same as a table for a spreadsheet',
      params: inSite,
      handle: async ({ principal }) =>
        asCsv(await insights.triggersTable(principal.siteId), 'triggers.csv'),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/insights/simulate',
      policy: 'agent',
      summary: 'In which visits of the past a trigger would have spoken, kept or not',
      params: inSite,
      body: simulateRequest,
      response: simulateAnswer,
      handle: ({ principal, body }) => insights.simulate(principal.siteId, body.days, body.trigger),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/insights/pages/:pageId',
      policy: 'agent',
      summary: 'One page day by day, and how long it was looked at',
      params: v.object({ siteId: id, pageId: v.string() }),
      query: pageReportQuery,
      response: pageDetail,
      handle: ({ principal, params, query: { days, device } }) =>
        insights.page(principal.siteId, days, {
          pageId: Number(params.pageId),
          ...(device && { device }),
        }),
    }),
  ]
}

/** A table that is kept as a file; cached nowhere. */
function asCsv(table: string, name: string): Response {
  return new Response(table, {
    headers: {
      'cache-control': 'no-store',
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}
