import { hasScope } from '../admin-api/access.ts'
import type { AppRegistration } from '../world/app-registration.ts'
import type { Installation } from '../world/shop.ts'

const SCOPES: Record<string, string> = {
  orders: 'read_orders',
  refunds: 'read_orders',
  checkouts: 'read_orders',
  themes: 'read_themes',
  products: 'read_products',
  customers: 'read_customers',
}

/** The scope without which nobody hears of `topic`. */
function scopeOf(topic: string): string | undefined {
  return SCOPES[topic.split('/')[0] ?? '']
}

export function mayHear(installation: Pick<Installation, 'scopes'>, topic: string): boolean {
  const scope = scopeOf(topic)
  return scope === undefined || hasScope(installation, scope)
}

/**
 * A release whose toml subscribes to a topic that needs more than the app's required scopes is refused.
 * @throws as the release would be
 */
export function demandReleasable({ subscriptions, scopes }: AppRegistration): void {
  const required = { scopes: new Set(scopes) }
  const topic = subscriptions
    .flatMap(({ topics = [] }) => topics)
    .find((it) => !mayHear(required, it))
  if (topic) {
    throw new Error(`${topic} needs a required scope: subscribe to it by webhookSubscriptionCreate`)
  }
}

/** `ORDERS_CREATE` of the Admin API to `orders/create`. */
export function topicOf(name: string): string {
  const [, group = '', event = ''] = /^([A-Z]+)_([A-Z_]+)$/.exec(name) ?? []
  return `${group}/${event}`.toLowerCase()
}

/** `orders/create` to `ORDERS_CREATE`. */
export function nameOf(topic: string): string {
  return topic.replace('/', '_').toUpperCase()
}
