import { id, proposalsReport, trigger } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { ProposalService } from './proposal.service.ts'

const inSite = v.object({ siteId: id })
const inProposal = v.object({ siteId: id, proposalId: id })

/** What members read of proposals, and what they decide. */
export function proposalRoutes(proposals: ProposalService): Route[] {
  const path = '/api/sites/:siteId/proposals'
  return [
    defineRoute({
      method: 'GET',
      path,
      policy: 'agent',
      summary:
        'Pages that lose more visits than their kind, each with a trigger that could help there',
      params: inSite,
      response: proposalsReport,
      handle: ({ principal }) => proposals.report(principal.siteId),
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/:proposalId/accept`,
      policy: 'admin',
      summary: 'Make a proposal a trigger that is on',
      params: inProposal,
      response: trigger,
      handle: ({ principal, params }) => proposals.accept(principal.siteId, params.proposalId),
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/:proposalId/dismiss`,
      policy: 'admin',
      summary: 'Not on this page: hide a proposal',
      params: inProposal,
      async handle({ principal, params }) {
        await proposals.dismiss(principal.siteId, params.proposalId)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/:proposalId/undo`,
      policy: 'admin',
      summary: 'Take back what was decided: its trigger goes, and it is proposed again',
      params: inProposal,
      async handle({ principal, params }) {
        await proposals.undo(principal.siteId, params.proposalId)
        return undefined
      },
    }),
  ]
}
