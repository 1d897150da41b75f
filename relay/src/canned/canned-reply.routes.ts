import {
  cannedRepliesAnswer,
  cannedReply,
  cannedReplyChange,
  id,
  newCannedReply,
} from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { CannedReplyService } from './canned-reply.service.ts'

const inSite = v.object({ siteId: id })
const inReply = v.object({ siteId: id, replyId: id })

export function cannedReplyRoutes(replies: CannedReplyService): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/canned-replies',
      policy: 'agent',
      summary: 'The shop’s canned replies, by shortcut',
      params: inSite,
      response: cannedRepliesAnswer,
      handle: async ({ principal }) => ({ cannedReplies: await replies.list(principal.siteId) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/canned-replies',
      policy: 'agent',
      summary: 'Keep an answer for next time',
      params: inSite,
      body: newCannedReply,
      response: cannedReply,
      handle: ({ principal, body }) => replies.add(principal.siteId, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/canned-replies/:replyId',
      policy: 'agent',
      summary: 'Change a canned reply',
      params: inReply,
      body: cannedReplyChange,
      response: cannedReply,
      handle: ({ principal, params, body }) =>
        replies.change(principal.siteId, params.replyId, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/canned-replies/:replyId',
      policy: 'agent',
      summary: 'Delete a canned reply',
      params: inReply,
      async handle({ principal, params }) {
        await replies.remove(principal.siteId, params.replyId)
        return undefined
      },
    }),
  ]
}
