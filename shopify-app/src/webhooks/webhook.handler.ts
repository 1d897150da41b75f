import * as v from 'valibot'
import type { Database } from '../../../relay/src/db/database.ts'
import { parseExactJson } from '../../../relay/src/egress/exact-json.ts'
import {
  defineHandler,
  type OutboxHandler,
  type OutboxResult,
} from '../../../relay/src/outbox/handler.ts'
import type { ShopService } from '../shops/shop.service.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import type { Topics } from './topics.ts'
import { emptyWebhook, findWebhook } from './webhook.repository.ts'

/** A webhook that is to be worked off. */
export const WEBHOOK = 'shopify.webhook'

const DONE: OutboxResult = { outcome: 'done' }

/** Does what follows from a webhook, and forgets what it said. */
export function webhookHandler(deps: {
  db: Database
  shops: ShopService
  topics: Topics
}): OutboxHandler {
  const { db, shops, topics } = deps
  return defineHandler({
    kind: WEBHOOK,
    payload: v.object({ shop: v.string(), webhookId: v.string() }),
    async handle(_, key) {
      const row = await findWebhook(db.read, key)
      const shop = row && (await shops.byDomain(row.shop as ShopDomain))
      const topic = row && topics[row.topic]
      if (!shop || !topic || row.body === null) {
        return { outcome: 'cancel', reason: 'it was worked off, or its shop is gone' }
      }
      const body = parseExactJson(row.body)
      const told = { shop, topic: row.topic, triggeredAt: row.triggered_at, body }
      const result = (await topic.handle(told)) ?? DONE
      if (result.outcome !== 'done' && result.outcome !== 'cancel') return result
      return {
        ...result,
        async record(tx) {
          await result.record?.(tx)
          await emptyWebhook(tx.db, key)
        },
      }
    },
  })
}
