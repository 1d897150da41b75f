import { RelayError } from '../../../relay/src/errors.ts'
import { readBytes } from '../../../relay/src/http/parse.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { WebhookIntake } from './intake.ts'

/** Bytes of one webhook; an order with all its lines is well below. */
const MAX_BYTES = 3 * 1024 * 1024

/** Where shops tell what happens in them: relative to the app's address in shopify.app.toml. */
export const WEBHOOK_PATH = '/shopify/webhooks'

/**
 * What is signed is always let in: a shop that sells out in a minute tells of hundreds of orders a second,
 * and Shopify stops repeating what was refused too often. Only forgeries are counted, so that nobody's
 * hinder anybody's webhooks, also where one proxy's address stands for all.
 */
export function webhookRoutes({
  intake,
  limits,
}: {
  intake: WebhookIntake
  limits: Pick<Limits, 'forgery'>
}): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: WEBHOOK_PATH,
      policy: 'public',
      summary: 'Takes what Shopify tells of a shop, signed with the app’s client secret',
      stream: true,
      async handle({ c, address }) {
        const header = (name: string) => c.req.header(`x-shopify-${name}`)
        try {
          // Without anything that could be a signature nothing is read.
          const signed = header('hmac-sha256') !== undefined
          await intake(signed ? await readBytes(c.req, MAX_BYTES) : Buffer.of(), {
            signature: header('hmac-sha256'),
            topic: header('topic'),
            shop: header('shop-domain'),
            webhookId: header('webhook-id'),
            eventId: header('event-id'),
            triggeredAt: header('triggered-at'),
          })
        } catch (error) {
          if (error instanceof RelayError && error.code === 'unauthorized') {
            await limits.forgery(address)
          }
          throw error
        }
        return c.text('')
      },
    }),
  ]
}
