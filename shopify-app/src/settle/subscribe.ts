import { type AdminAnswer, type AdminApi, graphql } from '../admin-api/admin-api.ts'
import type { Topics } from '../webhooks/topics.ts'

const SUBSCRIPTIONS = graphql`
  query Subscriptions {
    webhookSubscriptions(first: 100) {
      nodes {
        topic
        uri
      }
    }
  }
`

interface SubscriptionsAnswer {
  webhookSubscriptions: { nodes: Array<{ topic: string; uri: string }> }
}

const SUBSCRIBE = graphql`
  mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
      userErrors {
        message
      }
      webhookSubscription {
        id
      }
    }
  }
`

/** Asks a shop to tell what it allows to be told, and does not tell us yet. */
export type Subscribe = (siteId: string, scopes: string[]) => Promise<AdminAnswer<unknown>>

/**
 * Topics that need a scope shops may decline cannot stand in shopify.app.toml: each shop that granted
 * it is asked.
 */
export function createSubscribe(deps: {
  api: AdminApi
  topics: Topics
  /** Where webhooks go to. */
  uri: string
}): Subscribe {
  const { api, topics, uri } = deps
  return async (siteId, scopes) => {
    const wanted = Object.entries(topics)
      .filter(([, { needs }]) => needs !== undefined && scopes.includes(needs))
      .map(([topic]) => topic.toUpperCase().replace('/', '_'))
    if (wanted.length === 0) return DONE
    const there = await api.query<SubscriptionsAnswer>(siteId, SUBSCRIPTIONS)
    if (there.outcome !== 'ok') return there
    const { nodes } = there.data.webhookSubscriptions
    const isThere = (topic: string) => nodes.some((it) => it.topic === topic && it.uri === uri)
    for (const topic of wanted.filter((one) => !isThere(one))) {
      const webhookSubscription = { uri, format: 'JSON' }
      const done = await api.query(siteId, SUBSCRIBE, { topic, webhookSubscription })
      if (done.outcome !== 'ok') return done
    }
    return DONE
  }
}

const DONE: AdminAnswer<unknown> = { outcome: 'ok', data: {} }
