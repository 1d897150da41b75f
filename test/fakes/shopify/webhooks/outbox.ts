import type { Time } from '../../shared/time.ts'
import { afterDelay } from '../../shared/webhooks.ts'
import type { Faults } from '../faults.ts'
import type { Identifiers } from '../identifiers.ts'
import { toJson } from '../json.ts'
import { type AppRegistration, addressOf, type Subscription } from '../world/app-registration.ts'
import type { Shop, ShopSubscription } from '../world/shop.ts'
import type { World } from '../world/world.ts'
import { type Delivery, post } from './delivery.ts'
import { pickFields } from './include-fields.ts'

const MINUTE = 60_000
/** Pauses before the 8 further attempts, which end after 4 hours. */
const PAUSES = [1, 2, 5, 10, 20, 40, 60, 102].map((minutes) => minutes * MINUTE)

export interface Outbox {
  /** Tells every subscription to `topic`; resolves when the first attempts are over. */
  emit: (shop: Shop, topic: string, payload: object) => Promise<void>
  /** Every delivery there was, in order of its first attempt. */
  deliveries: Delivery[]
  /** Keeps back what is emitted from now on, until it is released. */
  hold: () => void
  /** Sends what was held back, in that order or reversed, so many copies of each. */
  release: (how?: { reversed?: boolean; copies?: number }) => Promise<void>
  /** Sends a delivery again as it was, as somebody would who had recorded it. */
  replay: (delivery: Delivery, changes?: Partial<Delivery>) => Promise<void>
}

/**
 * Webhooks out. Anything but a 2xx within 5 seconds is tried again up to 8 times in 4 hours, with
 * the original payload under the same webhook id.
 */
export function createOutbox(deps: {
  app: AppRegistration
  world: World
  ids: Identifiers
  time: Time
  faults: Faults
  fetch: typeof globalThis.fetch
}): Outbox {
  const { app, world, ids, time, faults, fetch } = deps
  const deliveries: Delivery[] = []
  let holding: Delivery[] | undefined

  async function deliver(delivery: Delivery): Promise<void> {
    if (delivery.attempts.length === 0) deliveries.push(delivery)
    const at = time.now()
    const status = await post(delivery, app.secrets[0] ?? '', fetch)
    delivery.attempts.push({ at, status })
    const pause = PAUSES[delivery.attempts.length - 1]
    if (status !== undefined && status >= 200 && status < 300) delivery.state = 'acknowledged'
    else if (delivery.forged || pause === undefined) giveUp(delivery)
    else time.after(pause, () => deliver(delivery))
  }

  /** A subscription made by the Admin API goes with what could not be delivered; one of the toml stays. */
  function giveUp(delivery: Delivery): void {
    delivery.state = 'given up'
    const { installation } = world.shops.get(delivery.domain) ?? {}
    if (!installation || delivery.forged) return
    const { subscriptions } = installation
    installation.subscriptions = subscriptions.filter(({ id }) => id !== delivery.subscriptionId)
  }

  /** Once, or twice where the plan says so, each with a delay of its own. */
  async function send(delivery: Delivery): Promise<void> {
    const { duplicate, forged, delay } = faults.plan.webhooks
    const copies = [delivery]
    if (faults.chance(duplicate)) copies.push(copyOf(delivery))
    if (faults.chance(forged)) copies.push({ ...copyOf(delivery), forged: true })
    await Promise.all(
      copies.map((it) => afterDelay(time, faults.between(...delay), () => deliver(it))),
    )
  }

  function deliveryTo(subscription: AnySubscription, { payload, ...event }: Event): Delivery {
    return {
      ...event,
      url: addressOf(app, subscription.uri),
      body: toJson(pickFields(payload, subscription.include_fields)),
      webhookId: ids.uuid(),
      subscriptionId: 'id' in subscription ? subscription.id : undefined,
      apiVersion: app.apiVersion,
      forged: false,
      attempts: [],
      state: 'pending',
    }
  }

  return {
    deliveries,
    async emit(shop, topic, payload) {
      const event = {
        topic,
        payload,
        domain: shop.domain,
        eventId: ids.uuid(),
        triggeredAt: time.now(),
      }
      const ofShop = shop.installation?.subscriptions ?? []
      const planned = [...app.subscriptions, ...ofShop]
        .filter((it) => isFor(it, topic))
        .map((it) => deliveryTo(it, event))
      if (holding) holding.push(...planned)
      else await Promise.all(planned.map(send))
    },
    hold() {
      holding ??= []
    },
    async release({ reversed = false, copies = 1 } = {}) {
      const held = holding ?? []
      holding = undefined
      for (const delivery of reversed ? held.toReversed() : held) {
        const again = Array.from({ length: copies - 1 }, () => copyOf(delivery))
        await Promise.all([delivery, ...again].map(send))
      }
    },
    replay: (delivery, changes = {}) => deliver({ ...copyOf(delivery), ...changes }),
  }
}

interface Event {
  topic: string
  payload: object
  domain: string
  eventId: string
  triggeredAt: number
}

type AnySubscription = Subscription | ShopSubscription

function isFor(subscription: AnySubscription, topic: string): boolean {
  if ('topic' in subscription) return subscription.topic === topic
  const { topics = [], compliance_topics = [] } = subscription
  return topics.includes(topic) || compliance_topics.includes(topic)
}

function copyOf(delivery: Delivery): Delivery {
  return { ...delivery, attempts: [], state: 'pending' }
}
