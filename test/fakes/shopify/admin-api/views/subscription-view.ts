import { nameOf } from '../../webhooks/topics.ts'
import type { ShopSubscription } from '../../world/shop.ts'
import { dateTime, gid } from '../gid.ts'

export function subscriptionView(subscription: ShopSubscription): object {
  const { id, topic, uri, include_fields = [] } = subscription
  const at = dateTime(subscription.createdAt)
  return {
    __typename: 'WebhookSubscription',
    id: gid('WebhookSubscription', id),
    legacyResourceId: String(id),
    topic: nameOf(topic),
    uri,
    format: 'JSON',
    includeFields: include_fields,
    createdAt: at,
    updatedAt: at,
    apiVersion: { displayName: '2026-07', handle: '2026-07', supported: true },
  }
}
