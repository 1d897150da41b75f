import type { Generated, Insertable, Selectable } from 'kysely'
import type { LearntRisk } from '../risk/learn-risk.ts'

/** Text holding JSON of T; written and read through `toJson` and `fromJson` only. */
export type JsonText<T> = string & { readonly __json?: T }

/** Milliseconds since 1970, UTC. */
type Millis = number
/** 0 or 1; SQLite and Postgres share it. */
type Flag = number

export interface MetaTable {
  key: string
  value: string
}

export interface AccountsTable {
  id: string
  /** Lower case; a label to sign in with, proven by the invitation or set-up link that reached it. */
  email: string
  name: string
  /** argon2id; null for who comes in by a shop's admin panel only, whose address nobody has proven. */
  password_hash: string | null
  language: string
  /** Notification choices and coach settings of this person. */
  settings: string
  created_at: Millis
}

export interface SessionsTable {
  id: string
  token_hash: string
  account_id: string
  created_at: Millis
  last_seen_at: Millis
  expires_at: Millis
  user_agent: string
  revoked_at: Millis | null
}

/** Links that work once: set-up, password reset, a shopper's way back into a thread. */
export interface OneTimeLinksTable {
  token_hash: string
  purpose: string
  /** Whom or what the link is for: account id, conversation id, or empty for set-up. */
  subject: string
  created_at: Millis
  expires_at: Millis
  used_at: Millis | null
}

export interface SitesTable {
  id: string
  key: string
  name: string
  /** SiteSettings as JSON. */
  settings: string
  /** Signs customers' tokens; encrypted with SECRET_KEY. */
  secret: string
  created_at: Millis
}

/** One row a site: the number of its newest event. Taken last in a transaction. */
export interface SiteStreamsTable {
  site_id: string
  last_ev: number
}

export interface MembersTable {
  site_id: string
  id: string
  account_id: string
  role: string
  created_at: Millis
  removed_at: Millis | null
}

/** A shop in another admin panel, and the site it is here. */
export interface SiteLinksTable {
  site_id: string
  host: string
  /** The shop's home page, without a slash at its end. */
  url: string
  origin: string
  /** The plugin's REST address. */
  endpoint: string
  /** on, or off while the plugin is switched off. */
  state: string
  created_at: Millis
}

/** Shops that asked to be let in, until they are. */
export interface LinkRequestsTable {
  id: string
  url: string
  name: string
  email: string
  created_at: Millis
  approved_at: Millis | null
}

/** People a shop's admin panel vouches for, by the panel's own id. */
export interface HostPeopleTable {
  site_id: string
  subject: string
  account_id: string
  member_id: string
  created_at: Millis
}

export interface InvitationsTable {
  site_id: string
  id: string
  token_hash: string
  email: string
  role: string
  invited_by: string
  created_at: Millis
  expires_at: Millis
  used_at: Millis | null
  revoked_at: Millis | null
}

export interface VisitorsTable {
  site_id: string
  id: string
  secret_hash: string
  contact_id: string
  conversation_id: string
  created_at: Millis
  last_seen_at: Millis
}

export interface ContactsTable {
  site_id: string
  id: string
  name: string | null
  email: string | null
  phone: string | null
  /** What members wrote about them, for members only. */
  note: string | null
  /** The shop's own id of a customer; set only by a signed token. */
  external_id: string | null
  verified_at: Millis | null
  blocked_at: Millis | null
  created_at: Millis
  rev: Generated<number>
}

export interface ConversationsTable {
  site_id: string
  id: string
  contact_id: string
  /** Where the shopper wrote last; replies go there. */
  channel: string
  status: string
  snoozed_until: Millis | null
  assignee_id: string | null
  last_seq: number
  /** Number of the newest event a shopper may see. */
  last_cev: number
  last_message_at: Millis
  waiting_since: Millis | null
  /** Shopper's messages no member has read. */
  unread: number
  visitor_delivered: number
  visitor_read: number
  members_delivered: number
  members_read: number
  blocked_at: Millis | null
  /** VisitorContext as JSON. */
  context: string
  /** Where replies go once the shopper has gone; set by what was left in this conversation only (T73). */
  reply_email: string | null
  /** Where the shopper can be reached besides, since they were there: replies they do not see on the page follow them. */
  reply_channel: 'whatsapp' | 'messenger' | null
  created_at: Millis
  closed_at: Millis | null
  rev: Generated<number>
}

export interface ConversationTagsTable {
  site_id: string
  conversation_id: string
  tag_id: string
}

export interface ConversationPagesTable {
  site_id: string
  conversation_id: string
  at: Millis
  url: string
  title: string | null
  kind: string | null
}

export interface MessagesTable {
  site_id: string
  id: string
  conversation_id: string
  seq: number
  cid: string
  /** SHA-256 of what was sent; the same cid with another body is a conflict. */
  body_hash: string
  audience: string
  kind: string
  author_kind: string
  author_id: string | null
  author_name: string | null
  text: string
  file_id: string | null
  /** Line code and its data as JSON, for kind line. */
  line: string | null
  created_at: Millis
  /** Ids of members a note calls, as JSON. */
  mentions: string | null
  /** Card as JSON. */
  card: string | null
  /** ChannelCard as JSON. */
  detail: string | null
  /** What it came or goes over; null for our own page. */
  channel: string | null
  /** When the sender sent it, where that was well before it reached us. */
  sent_at: Millis | null
  /** Place of the message it answers, 0 for one we do not have; null for none. */
  quote_seq: number | null
  /** Delivery and reactions as JSON. */
  delivery: string | null
  reactions: string | null
  edited_at: Millis | null
  withdrawn_at: Millis | null
  rev: Generated<number>
}

export interface EventsTable {
  site_id: string
  ev: number
  conversation_id: string | null
  /** Number in the conversation's stream; null when only members may see it. */
  cev: number | null
  type: string
  message_id: string | null
  /** What no other table holds, as JSON; never message text. */
  data: string | null
  created_at: Millis
}

export interface OutboxTable {
  id: string
  site_id: string
  conversation_id: string | null
  message_id: string | null
  /** Names the handler. */
  kind: string
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

export interface TagsTable {
  site_id: string
  id: string
  name: string
  color: string
  created_at: Millis
}

export interface CannedRepliesTable {
  site_id: string
  id: string
  shortcut: string
  text: string
  language: string | null
  created_at: Millis
  updated_at: Millis
}

export interface TriggersTable {
  site_id: string
  id: string
  /** Trigger as JSON: conditions, caps and texts. */
  definition: string
  /** Another version is another trial: what is compared stays the same. */
  version: number
  enabled: Flag
  /** When and why it was switched off by itself; null once a member decided otherwise. */
  paused_at: Millis | null
  paused_why: string | null
  /** Shares of the visits its ways to say it get, as JSON, and since when; null: equal ones. */
  shares: string | null
  shares_at: Millis | null
  created_at: Millis
  updated_at: Millis
}

/** What became of the proposal for a page: what nobody decided yet has no row. */
export interface ProposalDecisionsTable {
  site_id: string
  /** Made of the page's key and kind. */
  id: string
  key: string
  kind: string
  /** `open`: taken back; it is proposed again, and nothing starts there by itself any more. */
  decision: 'started' | 'dismissed' | 'open'
  /** The trigger it became, which may be gone. */
  trigger_id: string | null
  automatic: Flag
  at: Millis
}

export interface FilesTable {
  site_id: string
  id: string
  conversation_id: string
  uploader_kind: string
  uploader_id: string
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  seconds: number | null
  /** Set when a message carries it; files never used are swept. */
  message_id: string | null
  created_at: Millis
}

export interface LeadsTable {
  site_id: string
  id: string
  conversation_id: string
  contact_id: string
  kind: string
  /** The address or number as it was left. */
  value: string
  created_at: Millis
  handled_at: Millis | null
}

/** Orders as the shop's own server reported them. Nothing in them names a person but the contact. */
export interface OrdersTable {
  site_id: string
  /** The shop's hash of an order. */
  reference: string
  state: string
  /** Amounts in the currency's minor unit. */
  total: number
  refunded: number
  currency: string
  /** The verified customer who placed it, if they are known here. */
  contact_id: string | null
  placed_at: Millis
  /** When the shop read this from its records. */
  as_of: Millis
}

export interface PushSubscriptionsTable {
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

/** Time to the first reply of each answered wait; the promise shoppers read is measured from these. */
export interface ReplyTimesTable {
  site_id: string
  conversation_id: string
  at: Millis
  /** 0 to 167, Monday 00:00 first, in the shop's zone. */
  hour_of_week: number
  /** What the shopper was to be answered over: on a phone nobody expects seconds. */
  channel: string
  seconds: number
}

/** Where a shop's widget last ran, and where it last asked to and was not allowed. Nothing of who. */
export interface WidgetSeenTable {
  site_id: string
  seen_at: Millis | null
  /** Address of the page without its query. */
  page: string | null
  refused_at: Millis | null
  refused_origin: string | null
}

/** Mails to addresses nobody has proven, kept for a day to count them by. */
export interface UnverifiedMailsTable {
  /** Id of the outbox row. */
  id: string
  site_id: string
  address_hash: string
  at: Millis
}

/** Addresses of contacts who came back through the link in a mail. */
export interface ProvenAddressesTable {
  site_id: string
  contact_id: string
  address_hash: string
  at: Millis
}

/** Hashes of what was erased, so that nothing replayed brings it back. */
export interface TombstonesTable {
  site_id: string
  subject: string
  created_at: Millis
}

/** What can be found: a message or a contact, and where it leads. */
export interface SearchDocsTable {
  id: Generated<number>
  site_id: string
  /** Id of the message or contact. */
  subject: string
  conversation_id: string | null
  contact_id: string | null
  seq: number | null
}

/** The words of each search_docs row; FTS5 on SQLite, with lexemes on Postgres. */
export interface SearchIndexTable {
  rowid: number
  site: string
  words: string
  /** tsvector; Postgres only. */
  lexemes?: string
}

/** A number or page of a shop's on another network. */
export interface ChannelsTable {
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
export interface IdentitiesTable {
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
export interface ChannelThreadsTable {
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
export interface ChannelMessagesTable {
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
export interface WebhooksTable {
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
export interface TemplatesTable {
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

/** A member's own phone, to answer from. */
export interface PhonesTable {
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
export interface PhoneThreadsTable {
  site_id: string
  phone_id: string
  conversation_id: string
  forwarded_seq: number
  last_at: Millis
}

/** Bubbles on members' phones, by what the network calls them. */
export interface PhoneBubblesTable {
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
export interface PhoneHeardTable {
  channel_id: string
  external_id: string
  phone_id: string
  /** MessageUpdate as JSON; gone once it was worked off. */
  said: string | null
  /** new · asked: a question of ours is open · done. */
  state: string
  at: Millis
}

/** What was learnt last of a site's visits: how likely one is to end without an order. */
export interface RisksTable {
  site_id: string
  learnt_at: Millis
  learnt: JsonText<LearntRisk>
}

export interface Schema {
  meta: MetaTable
  accounts: AccountsTable
  sessions: SessionsTable
  one_time_links: OneTimeLinksTable
  sites: SitesTable
  widget_seen: WidgetSeenTable
  site_streams: SiteStreamsTable
  members: MembersTable
  site_links: SiteLinksTable
  link_requests: LinkRequestsTable
  host_people: HostPeopleTable
  invitations: InvitationsTable
  visitors: VisitorsTable
  contacts: ContactsTable
  conversations: ConversationsTable
  conversation_tags: ConversationTagsTable
  conversation_pages: ConversationPagesTable
  messages: MessagesTable
  events: EventsTable
  outbox: OutboxTable
  tags: TagsTable
  canned_replies: CannedRepliesTable
  triggers: TriggersTable
  proposal_decisions: ProposalDecisionsTable
  files: FilesTable
  leads: LeadsTable
  orders: OrdersTable
  push_subscriptions: PushSubscriptionsTable
  reply_times: ReplyTimesTable
  tombstones: TombstonesTable
  search_docs: SearchDocsTable
  search_index: SearchIndexTable
  unverified_mails: UnverifiedMailsTable
  proven_addresses: ProvenAddressesTable
  risks: RisksTable
  channels: ChannelsTable
  identities: IdentitiesTable
  channel_threads: ChannelThreadsTable
  channel_messages: ChannelMessagesTable
  webhooks: WebhooksTable
  templates: TemplatesTable
  phones: PhonesTable
  phone_threads: PhoneThreadsTable
  phone_bubbles: PhoneBubblesTable
  phone_heard: PhoneHeardTable
}

export type Row<T extends keyof Schema> = Selectable<Schema[T]>
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>
/** Columns to change; what is undefined stays. */
export type ChangeOf<T extends keyof Schema> = { [K in keyof Row<T>]?: Row<T>[K] | undefined }
