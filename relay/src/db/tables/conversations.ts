import type { Generated } from 'kysely'
import type { Millis } from '../columns.ts'

interface ConversationsTable {
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

interface ConversationTagsTable {
  site_id: string
  conversation_id: string
  tag_id: string
}

interface ConversationPagesTable {
  site_id: string
  conversation_id: string
  at: Millis
  url: string
  title: string | null
  kind: string | null
}

interface MessagesTable {
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

interface EventsTable {
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

interface FilesTable {
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

interface TagsTable {
  site_id: string
  id: string
  name: string
  color: string
  created_at: Millis
}

interface CannedRepliesTable {
  site_id: string
  id: string
  shortcut: string
  text: string
  language: string | null
  created_at: Millis
  updated_at: Millis
}

export interface ConversationTables {
  conversations: ConversationsTable
  conversation_tags: ConversationTagsTable
  conversation_pages: ConversationPagesTable
  messages: MessagesTable
  events: EventsTable
  files: FilesTable
  tags: TagsTable
  canned_replies: CannedRepliesTable
}
