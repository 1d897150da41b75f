import { id, searchAnswer, searchQuery } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { SearchService } from './search.service.ts'

export function searchRoutes(search: SearchService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/search',
      policy: 'agent',
      summary: 'Find conversations by words of their messages, notes or contact',
      params: v.object({ siteId: id }),
      query: searchQuery,
      response: searchAnswer,
      handle: async ({ principal, query }) => ({
        results: await search.search(principal.siteId, query.q),
      }),
    }),
  ]
}
