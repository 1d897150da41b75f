import { mayHear, topicOf } from '../webhooks/topics.ts'
import type { ShopSubscription } from '../world/shop.ts'
import type { Asking } from './access.ts'
import { connection, type PageArguments } from './connection.ts'
import { findByGid } from './gid.ts'
import { subscriptionView } from './views/subscription-view.ts'

interface Input {
  uri?: string | null
  includeFields?: string[] | null
}

interface Changing {
  id: string
  webhookSubscription: Input
}

/** What an app may ask of its subscriptions in one shop; those of its toml are not among them. */
export function subscriptionQueries({ installation }: Asking): object {
  return {
    webhookSubscription: ({ id }: { id: string }) => {
      const found = findByGid(installation.subscriptions, 'WebhookSubscription', id)
      return found ? subscriptionView(found) : null
    },
    webhookSubscriptions: ({ topics, ...page }: PageArguments & { topics?: string[] }) => {
      const wanted = topics?.map(topicOf)
      const found = installation.subscriptions.filter(
        ({ topic }) => wanted?.includes(topic) ?? true,
      )
      return connection(found, page, subscriptionView)
    },
  }
}

export function subscriptionMutations(asking: Asking): object {
  return {
    webhookSubscriptionCreate: ({ topic, webhookSubscription }: Creating) =>
      create(asking, topicOf(topic), webhookSubscription),
    webhookSubscriptionUpdate: ({ id, webhookSubscription }: Changing) =>
      update(asking, id, webhookSubscription),
    webhookSubscriptionDelete: ({ id }: { id: string }) => remove(asking, id),
  }
}

interface Creating {
  topic: string
  webhookSubscription: Input
}

function create(asking: Asking, topic: string, { uri, includeFields }: Input): object {
  const { core, installation } = asking
  if (!mayHear(installation, topic)) {
    return refused(
      'topic',
      'Invalid topic specified. Does it exist? Is there a missing access scope?',
    )
  }
  if (!uri || !isAddress(uri)) return refused('uri', 'Address is invalid')
  if (installation.subscriptions.some((it) => it.topic === topic && it.uri === uri)) {
    return refused('uri', 'Address for this topic has already been taken')
  }
  const subscription: ShopSubscription = {
    id: core.ids.id(),
    topic,
    uri,
    createdAt: core.time.now(),
    ...(includeFields && { include_fields: includeFields }),
  }
  installation.subscriptions.push(subscription)
  return { webhookSubscription: subscriptionView(subscription), userErrors: [] }
}

function update({ installation }: Asking, id: string, { uri, includeFields }: Input): object {
  const found = findByGid(installation.subscriptions, 'WebhookSubscription', id)
  if (!found) return refused('id', 'Webhook subscription does not exist')
  if (uri) found.uri = uri
  if (includeFields) found.include_fields = includeFields
  return { webhookSubscription: subscriptionView(found), userErrors: [] }
}

function remove({ installation }: Asking, id: string): object {
  const found = findByGid(installation.subscriptions, 'WebhookSubscription', id)
  if (!found) {
    const { userErrors } = refused('id', 'Webhook subscription does not exist')
    return { deletedWebhookSubscriptionId: null, userErrors }
  }
  installation.subscriptions = installation.subscriptions.filter((it) => it !== found)
  return { deletedWebhookSubscriptionId: id, userErrors: [] }
}

/** https, and http on this machine, which Shopify would not take. */
function isAddress(uri: string): boolean {
  return /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(uri)
}

function refused(field: string, message: string): { userErrors: object[] } {
  const path = field === 'uri' ? ['webhookSubscription', 'uri'] : [field]
  return { userErrors: [{ field: path, message }] }
}
