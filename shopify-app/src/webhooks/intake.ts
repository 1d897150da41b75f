import * as v from 'valibot'
import type { Writer } from '../../../relay/src/db/writer.ts'
import { parseExactJson } from '../../../relay/src/egress/exact-json.ts'
import { RelayError } from '../../../relay/src/errors.ts'
import type { Metrics } from '../../../relay/src/health/metrics.ts'
import { enqueue, outboxRow } from '../../../relay/src/outbox/outbox-row.ts'
import type { Shop, ShopService } from '../shops/shop.service.ts'
import { readShopDomain } from '../shops/shop-domain.ts'
import { isSigned } from './signature.ts'
import type { Topics } from './topics.ts'
import { WEBHOOK } from './webhook.handler.ts'
import { insertWebhook } from './webhook.repository.ts'

/** What comes beside a webhook's body; nothing of it is signed. */
export interface WebhookHeaders {
  signature: string | undefined
  topic: string | undefined
  shop: string | undefined
  webhookId: string | undefined
  eventId: string | undefined
  triggeredAt: string | undefined
}

/**
 * Lets in what Shopify signed and keeps it as it came; resolves once that is committed. What we have
 * already, listen not for, or is of no shop of ours, is let go.
 * @param bytes exactly what came
 * @throws RelayError unauthorized
 */
export type WebhookIntake = (bytes: Buffer, headers: WebhookHeaders) => Promise<void>

export function createWebhookIntake(deps: {
  writer: Writer
  clock: () => number
  secrets: readonly string[]
  metrics: Pick<Metrics, 'webhooks'>
  shops: Pick<ShopService, 'byDomain'>
  topics: Topics
}): WebhookIntake {
  const { writer, clock, metrics, shops, topics } = deps

  async function store(shop: Shop, body: string, headers: Known): Promise<void> {
    const { webhookId, topic, eventId } = headers
    const now = clock()
    const isNew = await writer.run(async (tx) => {
      const stored = await insertWebhook(tx.db, {
        ...{ shop: shop.domain, webhook_id: webhookId, site_id: shop.siteId, topic, body },
        ...{ event_id: eventId, received_at: now, triggered_at: headers.triggeredAt ?? now },
      })
      if (stored) await enqueue(tx, [rowOf(shop, webhookId, now)])
      return stored
    })
    metrics.webhooks.inc({ outcome: isNew ? 'stored' : 'repeated' })
  }

  return async (bytes, headers) => {
    if (!isSigned(bytes, headers.signature, deps.secrets)) {
      metrics.webhooks.inc({ outcome: 'unsigned' })
      throw notTheirs()
    }
    const known = v.safeParse(known_, headers)
    if (!known.success || !Object.hasOwn(topics, known.output.topic)) return
    const domain = readShopDomain(known.output.shop)
    const body = bytes.toString('utf8')
    // The header is not signed, the body is: one shop's words never count as another's.
    if (!domain || !isAbout(body, domain)) throw notTheirs()
    const shop = await shops.byDomain(domain)
    if (shop) await store(shop, body, known.output)
  }
}

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const known_ = v.object({
  topic: name,
  shop: name,
  webhookId: name,
  eventId: v.fallback(v.nullable(name), null),
  triggeredAt: v.fallback(
    v.optional(
      v.pipe(
        v.string(),
        v.transform((text) => Date.parse(text)),
        v.number(),
        v.minValue(1),
      ),
    ),
    undefined,
  ),
})
type Known = v.InferOutput<typeof known_>

const named = v.object({
  shop_domain: v.optional(v.string()),
  myshopify_domain: v.optional(v.string()),
})

/** Whether a body names this shop, or none. */
function isAbout(body: string, domain: string): boolean {
  const read = v.safeParse(named, parse(body))
  if (!read.success) return false
  const { shop_domain = domain, myshopify_domain = domain } = read.output
  return [shop_domain, myshopify_domain].every((name) => readShopDomain(name) === domain)
}

function parse(body: string): unknown {
  try {
    return parseExactJson(body)
  } catch {
    return undefined
  }
}

function rowOf({ siteId, domain }: Shop, webhookId: string, now: number) {
  const lane = `shopify ${domain} ${webhookId}`
  const payload = { shop: domain, webhookId }
  return outboxRow({ siteId, kind: WEBHOOK, lane, place: now, payload, now })
}

function notTheirs(): RelayError {
  return new RelayError(
    'unauthorized',
    'X-Shopify-Hmac-SHA256 is missing or was not made with this app’s client secret, or the body is another shop’s. Nothing was kept.',
  )
}
