import { id, reactionRequest } from '@loods/protocol'
import * as v from 'valibot'
import type { Writer } from '../../db/writer.ts'
import { defineRoute, type Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import { react } from './react.ts'
import { sendAgain } from './send-again.ts'

const inMessage = v.object({ siteId: id, conversationId: id, messageId: id })
const message = '/api/sites/:siteId/conversations/:conversationId/messages/:messageId'

/** What members do with messages on other networks. */
export function sendingRoutes({ writer, limits }: { writer: Writer; limits: Limits }): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${message}/retry`,
      policy: 'agent',
      summary: 'Send a message once more that did not arrive',
      params: inMessage,
      async handle({ principal, params, address }) {
        await limits.message(principal, address)
        await sendAgain(writer, principal, params)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${message}/reaction`,
      policy: 'agent',
      summary: 'React to a message on WhatsApp or Messenger, or take the reaction back',
      params: inMessage,
      body: reactionRequest,
      async handle({ principal, params, body, address }) {
        await limits.message(principal, address)
        await react(writer, principal, params, body.emoji)
        return undefined
      },
    }),
  ]
}
