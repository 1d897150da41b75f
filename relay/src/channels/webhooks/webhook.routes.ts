import { id } from '@loods/protocol'
import * as v from 'valibot'
import { readBytes } from '../../http/parse.ts'
import { defineRoute, type Route } from '../../http/route.ts'
import type { WebhookIntake } from './intake.service.ts'

/** Bytes of one webhook; a thousand updates in one are well below. */
const MAX_BYTES = 3 * 1024 * 1024

const path = '/channels/:channelId/webhook'
/** A channel's id; `service` is the operator's own number. */
const params = v.object({ channelId: v.union([id, v.literal('service')]) })

/** Where networks bring what happens on a channel. */
export function webhookRoutes(intake: WebhookIntake): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path,
      policy: 'public',
      summary: 'Answers a network that asks whether this callback is ours (hub.verify_token)',
      params,
      async handle({ params, c }) {
        const challenge = await intake.shakeHands(params.channelId, {
          mode: c.req.query('hub.mode'),
          challenge: c.req.query('hub.challenge'),
          verifyToken: c.req.query('hub.verify_token'),
        })
        return c.text(challenge)
      },
    }),
    defineRoute({
      method: 'POST',
      path,
      policy: 'public',
      summary: 'Takes what a network tells of a channel, signed with its app secret',
      params,
      stream: true,
      async handle({ params, c }) {
        const bytes = await readBytes(c.req, MAX_BYTES)
        await intake.receive(params.channelId, bytes, c.req.header('x-hub-signature-256'))
        return c.text('')
      },
    }),
  ]
}
