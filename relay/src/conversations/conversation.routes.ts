import {
  type Conversation,
  conversation,
  HISTORY_PAGE,
  historyAnswer,
  historyQuery,
  id,
  listAnswer,
  listQuery,
  memberSendRequest,
  seenRequest,
  sendAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import type { MemberPrincipal } from '../http/principal.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { ConversationFilter } from './conversation.repository.ts'
import type { ConversationService } from './conversation.service.ts'
import { checkSaying } from './saying.ts'

/** Conversations in one answer of a list. */
const LIST_PAGE = 50

const inSite = v.object({ siteId: id })
const inConversation = v.object({ siteId: id, conversationId: id })

/** What the inbox calls about conversations. */
export function conversationRoutes(deps: {
  conversations: ConversationService
  limits: Limits
}): Route[] {
  const { conversations } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/conversations',
      policy: 'agent',
      summary: 'Conversations of a list, last active first',
      params: inSite,
      query: listQuery,
      response: listAnswer,
      async handle({ principal, query }) {
        const filter = { ...toFilter(principal, query.view), ...optional(query) }
        const found = await conversations.list(principal.siteId, {
          ...filter,
          limit: LIST_PAGE + 1,
        })
        return { conversations: found.slice(0, LIST_PAGE), more: found.length > LIST_PAGE }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/conversations/:conversationId',
      policy: 'agent',
      summary: 'One conversation',
      params: inConversation,
      response: conversation,
      handle: ({ principal, params }) => conversations.get(principal.siteId, params.conversationId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/conversations/:conversationId/messages',
      policy: 'agent',
      summary: 'A page of a conversation, oldest first',
      params: inConversation,
      query: historyQuery,
      response: historyAnswer,
      handle: ({ principal, params, query }) =>
        conversations.history(principal.siteId, params.conversationId, {
          before: query.before,
          limit: HISTORY_PAGE,
          audience: 'members',
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/conversations/:conversationId/messages',
      policy: 'agent',
      summary: 'Answer, or leave a note for the team; the same cid again changes nothing',
      params: inConversation,
      body: memberSendRequest,
      response: sendAnswer,
      async handle({ principal, params, body }) {
        checkSaying(principal, body)
        await deps.limits.message(principal)
        const sent = await conversations.sayAsMember(principal, params.conversationId, body)
        return {
          id: sent.id,
          seq: sent.seq,
          n: sent.event.ev ?? 0,
          ts: sent.ts,
          ...(sent.dup && { dup: true }),
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/conversations/:conversationId/seen',
      policy: 'agent',
      summary: 'Say how far the team has received and read',
      params: inConversation,
      body: seenRequest,
      async handle({ principal, params, body }) {
        await conversations.mark(principal.siteId, params.conversationId, 'members', body)
        return undefined
      },
    }),
  ]
}

/** The lists of the inbox, as filters. */
function toFilter(
  who: MemberPrincipal,
  view: 'waiting' | 'mine' | 'unassigned' | 'all' | 'closed',
): Omit<ConversationFilter, 'limit'> {
  const active: Conversation['status'][] = ['open', 'snoozed']
  switch (view) {
    case 'waiting':
      return { status: ['open'], waiting: true }
    case 'mine':
      return { status: active, assigneeId: who.memberId }
    case 'unassigned':
      return { status: active, unassigned: true }
    case 'all':
      return { status: active }
    case 'closed':
      return { status: ['closed'] }
  }
}

function optional(query: { before?: number | undefined; tagId?: string | undefined }) {
  return {
    ...(query.before !== undefined && { before: query.before }),
    ...(query.tagId !== undefined && { tagId: query.tagId }),
  }
}
