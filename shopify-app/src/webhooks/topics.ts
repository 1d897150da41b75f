import type { OutboxResult } from '../../../relay/src/outbox/handler.ts'
import type { Shop } from '../shops/shop.service.ts'

/** Something a shop told, of which it is known that the shop told it. */
export interface Told {
  shop: Shop
  /** Such as `orders/create`. */
  topic: string
  /** When it happened, milliseconds: webhooks come late, in any order, and say what was so at first. */
  triggeredAt: number
  /** JSON as it came; numbers beyond 2^53 are text. */
  body: unknown
}

/** What follows from it. Must bear repeating: a process may die before it is marked as done. */
export interface Topic {
  /** @returns nothing when it is done */
  handle(told: Told): Promise<OutboxResult | undefined>
  /** The optional scope without which shops do not tell of it; those that granted it are asked to. */
  needs?: string
}

/** All that is listened to, by topic. */
export type Topics = Readonly<Record<string, Topic>>
