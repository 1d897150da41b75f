import {
  arrivalAnswer,
  id,
  invitationAcceptRequest,
  invitationLookAnswer,
  invitationLookRequest,
  invitationsAnswer,
  inviteAnswer,
  inviteRequest,
  memberChange,
  membersAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import { putSessionCookie, userAgentOf } from '../http/session-cookie.ts'
import type { Limits } from '../limits/limits.ts'
import type { InvitationService } from './invitation.service.ts'
import type { MemberService } from './member.service.ts'

export interface MemberRouteDeps {
  publicUrl: string
  limits: Limits
  members: MemberService
  invitations: InvitationService
}

const inSite = v.object({ siteId: id })
const ofMember = v.object({ siteId: id, memberId: id })
const ofInvitation = v.object({ siteId: id, invitationId: id })

/** The team of a shop, and who is asked to join it. */
export function memberRoutes(deps: MemberRouteDeps): Route[] {
  return [...teamRoutes(deps), ...invitationRoutes(deps), ...joiningRoutes(deps)]
}

function teamRoutes({ members }: MemberRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/members',
      policy: 'agent',
      summary: 'The team, with who is online',
      params: inSite,
      response: membersAnswer,
      handle: async ({ principal }) => ({ members: await members.list(principal.siteId) }),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/members/:memberId',
      policy: 'admin',
      summary: 'Give a member another role; only owners make or change owners',
      params: ofMember,
      body: memberChange,
      async handle({ principal, params, body }) {
        await members.changeRole(principal, params.memberId, body.role)
        return undefined
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/members/:memberId',
      policy: 'admin',
      summary: 'Take a member off the team; their open inboxes close at once',
      params: ofMember,
      async handle({ principal, params }) {
        await members.remove(principal, params.memberId)
        return undefined
      },
    }),
  ]
}

function invitationRoutes({ invitations }: MemberRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/invitations',
      policy: 'admin',
      summary: 'Invitations nobody has answered yet',
      params: inSite,
      response: invitationsAnswer,
      handle: async ({ principal }) => ({
        invitations: await invitations.pending(principal.siteId),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/invitations',
      policy: 'admin',
      summary: 'Invite somebody; an earlier invitation to the same address stops working',
      params: inSite,
      body: inviteRequest,
      response: inviteAnswer,
      handle: ({ principal, body }) => invitations.invite(principal, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/invitations/:invitationId',
      policy: 'admin',
      summary: 'Take an invitation back',
      params: ofInvitation,
      async handle({ principal, params }) {
        await invitations.revoke(principal.siteId, params.invitationId)
        return undefined
      },
    }),
  ]
}

function joiningRoutes({ invitations, limits, publicUrl }: MemberRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/invitations/look',
      policy: 'public',
      summary: 'What an invitation is about, by the secret of its link',
      body: invitationLookRequest,
      response: invitationLookAnswer,
      async handle({ body, address }) {
        await limits.publicCall(address)
        return invitations.look(body.token)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/invitations/accept',
      policy: 'public',
      summary: 'Join a team, with the account there is or a new one',
      body: invitationAcceptRequest,
      response: arrivalAnswer,
      async handle({ body, c, address }) {
        await limits.publicCall(address)
        const from = { address, userAgent: userAgentOf(c) }
        const { cookie, siteId } = await invitations.accept(body, from)
        putSessionCookie(c, publicUrl, cookie)
        return { siteId }
      },
    }),
  ]
}
