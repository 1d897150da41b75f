import type { Millis } from '../columns.ts'

/** A member's own phone, to answer from. */
interface PhonesTable {
  site_id: string
  id: string
  member_id: string
  /** The channel that sends to it; null for the operator's own number. */
  channel_id: string | null
  phone: string | null
  person_id: string | null
  name: string | null
  /** on · away: nothing is forwarded until the member is back · stopped: cannot be reached. */
  state: string
  /** Quiet hours and the like, as JSON. */
  settings: string
  window_until: Millis | null
  /** Messages that may be sent at once, and when that was so. */
  tokens: number
  tokens_at: Millis
  paired_at: Millis
}

/** How far a conversation has been told to a phone. */
interface PhoneThreadsTable {
  site_id: string
  phone_id: string
  conversation_id: string
  forwarded_seq: number
  last_at: Millis
}

/** Bubbles on members' phones, by what the network calls them. */
interface PhoneBubblesTable {
  site_id: string
  phone_id: string
  external_id: string
  /** What we called it when it was sent. */
  ref: string | null
  conversation_id: string | null
  /** Place up to which it tells of the conversation. */
  told_seq: number | null
  state: string | null
  at: Millis
}

/** What members wrote from their phones: until it is worked off, and while it waits for its chat to be chosen. */
interface PhoneHeardTable {
  channel_id: string
  external_id: string
  phone_id: string
  /** MessageUpdate as JSON; gone once it was worked off. */
  said: string | null
  /** new · asked: a question of ours is open · done. */
  state: string
  at: Millis
}

export interface PhoneTables {
  phones: PhonesTable
  phone_threads: PhoneThreadsTable
  phone_bubbles: PhoneBubblesTable
  phone_heard: PhoneHeardTable
}
