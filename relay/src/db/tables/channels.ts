import type { Millis } from '../columns.ts'

/** A number or page of a shop's on another network. */
interface ChannelsTable {
  site_id: string
  id: string
  kind: 'whatsapp' | 'messenger'
  /** The network's own id: a phone number's or a page's. */
  external_id: string
  /** The WhatsApp business account the number belongs to; null for a page. */
  business_id: string | null
  /** As people know it: the shop's name there, and its number or page name. */
  name: string
  address: string
  /** Sealed for this channel and column. */
  token: string
  app_secret: string
  verify_token: string
  state: 'on' | 'paused'
  /** ChannelTrouble as JSON. */
  trouble: string | null
  /** What the shop chose and what the network told of it, as JSON. */
  settings: string
  /** When a signed webhook came last. */
  webhook_at: Millis | null
  created_at: Millis
}

/** Which contact somebody on another network is. One person may have several, and none is an address alone. */
interface IdentitiesTable {
  site_id: string
  kind: 'phone' | 'bsuid' | 'psid'
  /** Digits of a number, the network's own id of a person, or page and person. */
  value: string
  contact_id: string
  /** Since when they go by another one: whoever has this number later is somebody else. */
  former_at: Millis | null
  created_at: Millis
}

/** A contact's place on one channel: how to reach them there, and in which conversation that shows. */
interface ChannelThreadsTable {
  site_id: string
  channel_id: string
  contact_id: string
  conversation_id: string
  /** Digits. */
  phone: string | null
  /** The network's own id of the person: a BSUID or a PSID. */
  person_id: string | null
  username: string | null
  /** The newest that came from there, by the sender's clock. */
  last_inbound_at: Millis | null
  last_external_id: string | null
  /** Until when a free answer may be sent. */
  window_until: Millis | null
  created_at: Millis
}

/** What the network calls a message, both ways: nothing is taken in twice, nothing sent is lost sight of. */
interface ChannelMessagesTable {
  channel_id: string
  external_id: string
  site_id: string
  direction: 'in' | 'out'
  /** What we called it when it was sent; the network repeats it. */
  ref: string | null
  conversation_id: string | null
  message_id: string | null
  state: string | null
  at: Millis
}

/** What networks told us, as it came, until it is worked off. */
interface WebhooksTable {
  id: string
  site_id: string
  channel_id: string
  body: string
  state: 'pending' | 'dead'
  attempts: number
  next_at: Millis
  error: string | null
  received_at: Millis
}

/** Copies of a channel's templates. */
interface TemplatesTable {
  site_id: string
  id: string
  channel_id: string
  /** The network's own id. */
  external_id: string
  name: string
  language: string
  category: string
  status: string
  reason: string | null
  /** As the network holds them, JSON. */
  components: string
  updated_at: Millis
}

export interface ChannelTables {
  channels: ChannelsTable
  identities: IdentitiesTable
  channel_threads: ChannelThreadsTable
  channel_messages: ChannelMessagesTable
  webhooks: WebhooksTable
  templates: TemplatesTable
}
