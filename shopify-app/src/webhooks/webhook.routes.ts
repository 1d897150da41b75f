import { readBytes } from '../../../relay/src/http/parse.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { WebhookIntake } from './intake.ts'

/** Bytes of one webhook; an order with all its lines is well below. */
const MAX_BYTES = 3 * 1024 * 1024

/** Where shops tell what happens in them: relative to the app's address in shopify.app.toml. */
export const WEBHOOK_PATH = '/shopify/webhooks'

export function webhookRoutes(intake: WebhookIntake): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: WEBHOOK_PATH,
      policy: 'public',
      summary: 'Takes what Shopify tells of a shop, signed with the app’s client secret',
      stream: true,
      async handle({ c }) {
        const header = (name: string) => c.req.header(`x-shopify-${name}`)
        await intake(await readBytes(c.req, MAX_BYTES), {
          signature: header('hmac-sha256'),
          topic: header('topic'),
          shop: header('shop-domain'),
          webhookId: header('webhook-id'),
          eventId: header('event-id'),
          triggeredAt: header('triggered-at'),
        })
        return c.text('')
      },
    }),
  ]
}
