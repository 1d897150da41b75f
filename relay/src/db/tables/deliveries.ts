import type { Millis } from '../columns.ts'

interface OutboxTable {
  id: string
  site_id: string
  conversation_id: string | null
  message_id: string | null
  /** Names the handler. */
  kind: string
  /** What it shares its workers with; it waits for nothing of another topic. */
  topic: string
  /** Rows of one lane leave in order: the next waits for the previous or its death. */
  lane: string
  /** Order within the lane, lowest first; a message's seq where there is one. */
  place: number
  payload: string
  state: string
  attempts: number
  next_at: Millis
  leased_by: string | null
  leased_until: Millis | null
  external_id: string | null
  error: string | null
  created_at: Millis
  done_at: Millis | null
}

interface PushSubscriptionsTable {
  id: string
  account_id: string
  endpoint: string
  keys: string
  /** What the member's browser calls itself. */
  device: string
  created_at: Millis
  last_ok_at: Millis | null
  /** When the device last said that it showed a notification. */
  last_shown_at: Millis | null
  failures: number
}

/** Mails to addresses nobody has proven, kept for a day to count them by. */
interface UnverifiedMailsTable {
  /** Id of the outbox row. */
  id: string
  site_id: string
  address_hash: string
  at: Millis
}

/** Time to the first reply of each answered wait; the promise shoppers read is measured from these. */
interface ReplyTimesTable {
  site_id: string
  conversation_id: string
  at: Millis
  /** 0 to 167, Monday 00:00 first, in the shop's zone. */
  hour_of_week: number
  /** What the shopper was to be answered over: on a phone nobody expects seconds. */
  channel: string
  seconds: number
}

export interface DeliveryTables {
  outbox: OutboxTable
  push_subscriptions: PushSubscriptionsTable
  unverified_mails: UnverifiedMailsTable
  reply_times: ReplyTimesTable
}
