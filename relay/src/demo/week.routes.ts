import { demoWeek, id } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { DemoWeekService } from './week.service.ts'

const path = '/api/sites/:siteId/demo/week'
const params = v.object({ siteId: id })

/** Simulated shoppers, for trying every screen before there are real ones. */
export function demoWeekRoutes(week: DemoWeekService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path,
      policy: 'agent',
      summary: 'Whether a week of simulated shoppers is among the visits of the demo shop',
      params,
      response: demoWeek,
      handle: ({ principal }) => week.read(principal.siteId),
    }),
    defineRoute({
      method: 'POST',
      path,
      policy: 'admin',
      summary: 'Simulate a week of shoppers in the demo shop',
      params,
      response: demoWeek,
      handle: ({ principal }) => week.start(principal.siteId),
    }),
    defineRoute({
      method: 'DELETE',
      path,
      policy: 'admin',
      summary: 'Take the simulated shoppers away again',
      params,
      response: demoWeek,
      handle: ({ principal }) => week.remove(principal.siteId),
    }),
  ]
}
