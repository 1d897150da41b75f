import {
  type Conversation,
  conversation,
  conversationChange,
  HISTORY_PAGE,
  historyAnswer,
  historyQuery,
  id,
  language,
  listAnswer,
  listQuery,
  memberSeenRequest,
  memberSendRequest,
  message,
  messageChange,
  pagesAnswer,
  sendAnswer,
  waitingAnswer,
} from '@loods/protocol'
import * as v from 'valibot'
import type { MemberPrincipal } from '../http/principal.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { ConversationFilter } from './conversation.repository.ts'
import type { ConversationService } from './conversation.service.ts'
import type { ConversationChanges } from './conversation-changes.ts'
import type { ConversationContext } from './conversation-context.ts'
import type { MessageChanges } from './message-changes.ts'
import { checkSaying } from './saying.ts'
import { type Transcripts, transcriptAnswer } from './transcript.ts'

/** Conversations in one answer of a list. */
const LIST_PAGE = 50

const inSite = v.object({ siteId: id })
const inConversation = v.object({ siteId: id, conversationId: id })
const inMessage = v.object({ siteId: id, conversationId: id, messageId: id })
const transcriptQuery = v.object({ lang: v.optional(language) })

export interface ConversationRouteDeps {
  memberships(accountId: string): Promise<Array<{ siteId: string }>>
  conversations: ConversationService
  changes: ConversationChanges
  messageChanges: MessageChanges
  transcripts: Transcripts
  context: ConversationContext
  limits: Limits
}

/** What the inbox calls about conversations. */
export function conversationRoutes(deps: ConversationRouteDeps): Route[] {
  return [...listRoutes(deps), ...changeRoutes(deps), ...talkRoutes(deps)]
}

function listRoutes(deps: ConversationRouteDeps): Route[] {
  const { conversations, context, transcripts } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/me/waiting',
      policy: 'account',
      summary: 'How many shoppers wait in each of your shops',
      response: waitingAnswer,
      async handle({ principal }) {
        const memberships = await deps.memberships(principal.accountId)
        const sites = memberships.map(async ({ siteId }) => ({
          siteId,
          waiting: await conversations.countWaiting(siteId),
        }))
        return { sites: (await Promise.all(sites)).filter(({ waiting }) => waiting > 0) }
      },
    }),
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
        const shown = found.slice(0, LIST_PAGE)
        const more = found.length > LIST_PAGE
        return { conversations: shown, more, ...(more && { next: placeOf(shown.at(-1)) }) }
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
      path: '/api/sites/:siteId/conversations/:conversationId/pages',
      policy: 'agent',
      summary: 'Pages the shopper saw since the conversation began, newest first',
      params: inConversation,
      response: pagesAnswer,
      handle: async ({ principal, params }) => ({
        pages: await context.pages(principal.siteId, params.conversationId),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/conversations/:conversationId/transcript',
      policy: 'agent',
      summary: 'The whole conversation with its notes, as a text file',
      params: inConversation,
      query: transcriptQuery,
      handle: async ({ principal, params, query, c }) =>
        transcriptAnswer(
          c,
          await transcripts.write(principal.siteId, params.conversationId, 'members', query.lang),
        ),
    }),
  ]
}

function changeRoutes({ conversations, changes, messageChanges }: ConversationRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/conversations/:conversationId',
      policy: 'agent',
      summary: 'Close, reopen, snooze, assign, tag or block: only what is named changes',
      params: inConversation,
      body: conversationChange,
      response: conversation,
      async handle({ principal, params, body }) {
        await changes.change(principal, params.conversationId, body)
        return conversations.get(principal.siteId, params.conversationId)
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/conversations/:conversationId/messages/:messageId',
      policy: 'agent',
      summary: 'Correct an own message within 15 minutes; readers see that it was changed',
      params: inMessage,
      body: messageChange,
      response: message,
      handle: ({ principal, params, body }) => messageChanges.correct(principal, params, body.text),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/conversations/:conversationId/messages/:messageId',
      policy: 'agent',
      summary: 'Take back an own message within 15 minutes; readers see that it was there',
      params: inMessage,
      response: message,
      handle: ({ principal, params }) => messageChanges.withdraw(principal, params),
    }),
  ]
}

function talkRoutes({ conversations, limits }: ConversationRouteDeps): Route[] {
  return [
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
      async handle({ principal, params, body, address }) {
        checkSaying(principal, body)
        await limits.message(principal, address)
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
      body: memberSeenRequest,
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

function optional(query: {
  before?: ConversationFilter['before'] | undefined
  tagId?: string | undefined
}) {
  return {
    ...(query.before && { before: query.before }),
    ...(query.tagId !== undefined && { tagId: query.tagId }),
  }
}

/** Where a list ends: time and id together, since many may have the same time. */
function placeOf(last: Conversation | undefined): string {
  return last ? `${last.lastMessageAt}.${last.id}` : ''
}
