import {
  id,
  leadAnswer,
  leadChange,
  leadRequest,
  leadsAnswer,
  leadsQuery,
  resumeRequest,
  startAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { LeadService } from './lead.service.ts'
import type { Resume } from './resume.ts'

/** Leaving an address, what members do with it, and the way back from a mail to it. */
export function leadRoutes(deps: { leads: LeadService; resume: Resume; limits: Limits }): Route[] {
  const { leads, limits } = deps
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/leads',
      policy: 'visitor',
      summary: 'Leave an e-mail address or a number to be reached at later',
      body: leadRequest,
      response: leadAnswer,
      async handle({ principal, body, address }) {
        await limits.lead(principal.visitorId, address)
        return leads.leave(principal, body)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/resume',
      policy: 'site',
      summary: 'Come back from an e-mail: exchange its code for a secret of this browser’s own',
      body: resumeRequest,
      response: startAnswer,
      async handle({ principal, body, address }) {
        await limits.newVisitor(principal.siteId, address)
        return deps.resume(principal.siteId, body.code)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/leads',
      policy: 'agent',
      summary: 'Addresses and numbers shoppers left, newest first',
      params: v.object({ siteId: id }),
      query: leadsQuery,
      response: leadsAnswer,
      handle: async ({ principal, query }) => ({
        leads: await leads.list(principal.siteId, query.handled === '1'),
      }),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/leads/:leadId',
      policy: 'agent',
      summary: 'Say that a lead is dealt with, or not yet',
      params: v.object({ siteId: id, leadId: id }),
      body: leadChange,
      async handle({ principal, params, body }) {
        await leads.setHandled(principal.siteId, params.leadId, body.handled)
        return undefined
      },
    }),
  ]
}
