import {
  type ContextInput,
  contextRequest,
  HISTORY_PAGE,
  historyAnswer,
  historyQuery,
  type Language,
  language,
  seenRequest,
  sendAnswer,
  sendRequest,
  startAnswer,
  startRequest,
  type ThreadAnswer,
  threadAnswer,
} from '@loods/protocol'
import { fillPrompt, promptVariables } from '@loods/protocol/prompt-text'
import { nanoid } from 'nanoid'
import * as v from 'valibot'
import type { ConversationService } from '../conversations/conversation.service.ts'
import { toMarks } from '../conversations/conversation.view.ts'
import type { ConversationChanges } from '../conversations/conversation-changes.ts'
import { type ConversationContext, withoutSignals } from '../conversations/conversation-context.ts'
import { maskEmail } from '../conversations/reply-address.ts'
import { checkSaying } from '../conversations/saying.ts'
import { type Transcripts, transcriptAnswer } from '../conversations/transcript.ts'
import type { VisitorPrincipal } from '../http/principal.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { VisitorService } from './visitor.service.ts'
import type { Visits } from './visits.ts'

export interface VisitorRouteDeps {
  epoch: string
  visitors: VisitorService
  conversations: ConversationService
  changes: ConversationChanges
  context: ConversationContext
  visits: Pick<Visits, 'invitation' | 'acceptInvitation'>
  /** Undefined where nobody of that id is a member. */
  memberName(siteId: string, memberId: string): Promise<string | undefined>
  transcripts: Transcripts
  limits: Limits
  /** What a trigger's prompt says; undefined when the shop has no such trigger. */
  promptText(
    siteId: string,
    triggerId: string,
    language: Language,
    variant?: number,
  ): Promise<string | undefined>
  /** Who answers and how soon, as shoppers may know it. */
  welcome(
    siteId: string,
  ): Promise<Pick<ThreadAnswer, 'team' | 'availability' | 'online' | 'waitSeconds'>>
}

/** What the panel calls once its shopper has acted. */
export function visitorRoutes(deps: VisitorRouteDeps): Route[] {
  const { conversations } = deps
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/visitors',
      policy: 'site',
      summary: 'Begin: a shopper acts for the first time',
      body: startRequest,
      response: startAnswer,
      async handle({ principal, body, address }) {
        await deps.limits.newVisitor(principal.siteId, address)
        const started = await deps.visitors.start(principal.siteId, withoutSignals(body.context))
        const where = { siteId: principal.siteId, conversationId: started.conversationId }
        const invited = body.prompt && (await beginInvited(deps, where, body.prompt, body.context))
        if (body.prompt && !invited) await beginWith(deps, where, body.prompt, body.context)
        return started
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/widget/v1/:siteKey/thread',
      policy: 'visitor',
      summary: 'The conversation as it is now, and where its events go on',
      response: threadAnswer,
      handle: ({ principal }) => readThread(deps, principal),
    }),
    defineRoute({
      method: 'GET',
      path: '/widget/v1/:siteKey/messages',
      policy: 'visitor',
      summary: 'Older messages of your conversation',
      query: historyQuery,
      response: historyAnswer,
      handle: ({ principal, query }) =>
        conversations.history(principal.siteId, principal.conversationId, {
          before: query.before,
          limit: HISTORY_PAGE,
          audience: 'all',
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/messages',
      policy: 'visitor',
      summary: 'Say something; the same cid again changes nothing',
      body: sendRequest,
      response: sendAnswer,
      async handle({ principal, body, address }) {
        checkSaying(principal, body)
        await deps.limits.message(principal, address)
        const sent = await conversations.sayAsVisitor(principal, body)
        return {
          id: sent.id,
          seq: sent.seq,
          n: sent.event.cev ?? 0,
          ts: sent.ts,
          ...(sent.dup && { dup: true }),
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/context',
      policy: 'visitor',
      summary: 'Say which page you are on and what the shop knows of the visit',
      body: contextRequest,
      async handle({ principal, body }) {
        await deps.limits.context(principal.visitorId)
        await deps.context.note(principal, body.context)
        return undefined
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/widget/v1/:siteKey/transcript',
      policy: 'visitor',
      summary: 'Your conversation as a text file',
      query: v.object({ lang: v.optional(language) }),
      handle: async ({ principal, query, c }) =>
        transcriptAnswer(
          c,
          await deps.transcripts.write(
            principal.siteId,
            principal.conversationId,
            'all',
            query.lang,
          ),
        ),
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/seen',
      policy: 'visitor',
      summary: 'Say how far you have received and read',
      body: seenRequest,
      handle: async ({ principal, body }) => {
        await conversations.mark(principal.siteId, principal.conversationId, 'visitor', body)
        return undefined
      },
    }),
  ]
}

type AcceptedPrompt = NonNullable<v.InferOutput<typeof startRequest>['prompt']>

/**
 * The thread begins with what a member said to this visit, and is that member's.
 * @returns false where this is no invitation, or its member has left the shop
 */
async function beginInvited(
  { conversations, changes, visits, memberName }: VisitorRouteDeps,
  { siteId, conversationId }: { siteId: string; conversationId: string },
  { triggerId, language }: AcceptedPrompt,
  context: ContextInput,
): Promise<boolean> {
  const invitation = visits.invitation(siteId, triggerId)
  if (!invitation || !(await memberName(siteId, invitation.by.memberId))) return false
  const { by } = invitation
  const text = fillPrompt(invitation.text, promptVariables(context.shop ?? {}, language))
  await conversations.sayAsMember(by, conversationId, { cid: nanoid(), text })
  await changes.change(by, conversationId, { assigneeId: by.memberId })
  visits.acceptInvitation(siteId, triggerId, conversationId)
  return true
}

/** The prompt's text comes from the shop's own trigger, never from the page; its variables are the page's. */
async function beginWith(
  deps: VisitorRouteDeps,
  where: { siteId: string; conversationId: string },
  { triggerId, language, variant }: AcceptedPrompt,
  context: ContextInput,
): Promise<void> {
  const template = await deps.promptText(where.siteId, triggerId, language, variant)
  if (template === undefined) return
  const text = fillPrompt(template, promptVariables(context.shop ?? {}, language))
  const page = context.page?.title
  const line = { code: 'prompt', data: { triggerId, text, ...(page && { page }) } } as const
  await deps.conversations.addLine({ ...where, cid: nanoid(), audience: 'all', line })
}

async function readThread(deps: VisitorRouteDeps, who: VisitorPrincipal): Promise<ThreadAnswer> {
  // The row first: what is said after it comes again through the stream, which clients take twice without harm.
  const row = await deps.conversations.row(who.siteId, who.conversationId)
  const history = await deps.conversations.history(who.siteId, who.conversationId, {
    limit: HISTORY_PAGE,
    audience: 'all',
  })
  return {
    conversationId: row.id,
    ...history,
    marks: toMarks(row),
    status: row.status as ThreadAnswer['status'],
    cursor: `${deps.epoch}.${row.id}.${row.last_cev}`,
    ...(row.reply_email !== null && { reachableAt: maskEmail(row.reply_email) }),
    ...(await deps.welcome(who.siteId)),
  }
}
