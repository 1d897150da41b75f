import {
  type Card,
  type Channel,
  type ChannelCard,
  type ChannelThread,
  type Contact,
  type Conversation,
  type Delivery,
  type FileInfo,
  type Message,
  previewOf,
  type Reaction,
} from '@loods/protocol'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'

/** A message as screens get it. A withdrawn one keeps its place and loses its words. */
export function toMessage(row: Row<'messages'>, file: FileInfo | undefined): Message {
  const withdrawn = row.withdrawn_at !== null
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    cid: row.cid,
    ts: row.created_at,
    audience: row.audience as Message['audience'],
    kind: row.kind as Message['kind'],
    author: {
      kind: row.author_kind as Message['author']['kind'],
      ...(row.author_id && row.author_kind === 'member' && { id: row.author_id }),
      ...(row.author_name && { name: row.author_name }),
    },
    text: withdrawn ? '' : row.text,
    ...(file && !withdrawn && { file }),
    ...(row.card && !withdrawn && { card: fromJson(row.card) as Card }),
    ...(row.detail && !withdrawn && { detail: fromJson(row.detail) as ChannelCard }),
    ...(row.channel !== null && { channel: row.channel as Channel }),
    ...(row.sent_at !== null && { sentAt: row.sent_at }),
    ...(row.quote_seq !== null && { quoteSeq: row.quote_seq }),
    ...(row.reactions && { reactions: fromJson(row.reactions) as Reaction[] }),
    ...(row.delivery && { delivery: fromJson(row.delivery) as Delivery }),
    ...(row.line && { line: fromJson(row.line) as NonNullable<Message['line']> }),
    ...(row.mentions && { mentions: fromJson(row.mentions) as string[] }),
    ...(row.edited_at !== null && { editedAt: row.edited_at }),
    ...(withdrawn && { withdrawnAt: row.withdrawn_at as number }),
    rev: row.rev,
  }
}

export function toContact(row: Row<'contacts'>): Contact {
  return {
    id: row.id,
    ...(row.name !== null && { name: row.name }),
    ...(row.email !== null && { email: row.email }),
    ...(row.phone !== null && { phone: row.phone }),
    ...(row.note !== null && { note: row.note }),
    verified: row.verified_at !== null,
    ...(row.external_id !== null && { externalId: row.external_id }),
    blocked: row.blocked_at !== null,
    createdAt: row.created_at,
    rev: row.rev,
  }
}

export function toMarks(row: Row<'conversations'>): Conversation['marks'] {
  return {
    visitorDelivered: row.visitor_delivered,
    visitorRead: row.visitor_read,
    membersDelivered: row.members_delivered,
    membersRead: row.members_read,
  }
}

export function toConversation(
  row: Row<'conversations'>,
  parts: {
    contact: Row<'contacts'>
    tagIds: string[]
    last: Message | undefined
    thread: ChannelThread | undefined
    onPhones: string[] | undefined
  },
): Conversation {
  return {
    id: row.id,
    channel: row.channel as Conversation['channel'],
    status: row.status as Conversation['status'],
    ...(row.snoozed_until !== null && { snoozedUntil: row.snoozed_until }),
    ...(row.assignee_id !== null && { assigneeId: row.assignee_id }),
    contact: toContact(parts.contact),
    ...(parts.thread && { thread: parts.thread }),
    ...(parts.onPhones && { onPhones: parts.onPhones }),
    tagIds: parts.tagIds,
    lastSeq: row.last_seq,
    ...(parts.last && { lastMessage: previewOf(parts.last) }),
    lastMessageAt: row.last_message_at,
    ...(row.waiting_since !== null && { waitingSince: row.waiting_since }),
    unread: row.unread,
    marks: toMarks(row),
    context: fromJson(row.context) as Conversation['context'],
    createdAt: row.created_at,
    ...(row.closed_at !== null && { closedAt: row.closed_at }),
    rev: row.rev,
  }
}
