import { createHmac } from 'node:crypto'
import { postWebhook } from '../../shared/webhooks.ts'

/** One webhook on its way: what stays the same over all its attempts. */
export interface Delivery {
  url: string
  topic: string
  domain: string
  /** The same for every attempt. */
  webhookId: string
  /** The same for every subscription that hears of one happening. */
  eventId: string
  /** Of a subscription made by the Admin API. */
  subscriptionId: bigint | undefined
  triggeredAt: number
  apiVersion: string
  /** The raw bytes, which stay as they were when it happened. */
  body: string
  /** Signed with a secret that is not the app's. */
  forged: boolean
  attempts: { at: number; status: number | undefined }[]
  state: 'pending' | 'acknowledged' | 'given up'
}

/** Shopify gives up on an answer after so many milliseconds. */
const PATIENCE = 5000

/**
 * POSTs once. Resolves to the status, or undefined where there was no answer.
 * @param secret the one that signs today
 */
export function post(
  delivery: Delivery,
  secret: string,
  fetch: typeof globalThis.fetch,
): Promise<number | undefined> {
  const { url, body } = delivery
  const headers = headersOf(delivery, secret)
  return postWebhook(fetch, { url, headers, body, patience: PATIENCE })
}

function headersOf(delivery: Delivery, secret: string): Record<string, string> {
  return {
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': delivery.topic,
    'x-shopify-shop-domain': delivery.domain,
    'x-shopify-hmac-sha256': hmacOf(delivery.body, delivery.forged ? 'not the secret' : secret),
    'x-shopify-webhook-id': delivery.webhookId,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': new Date(delivery.triggeredAt).toISOString(),
    'x-shopify-api-version': delivery.apiVersion,
  }
}

/** Base64 of HMAC-SHA256 over the bytes as they are sent. */
export function hmacOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64')
}
