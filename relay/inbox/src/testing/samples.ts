import type { Conversation, Message } from '@loods/protocol'

/** A conversation as the relay gives it; a test names what it is about. */
export function sampleConversation(over: Partial<Conversation> = {}): Conversation {
  return {
    id: 'conversation-number-01',
    channel: 'web',
    status: 'open',
    contact: { id: 'contact', verified: false, blocked: false, createdAt: 0, rev: 1 },
    tagIds: [],
    lastSeq: 1,
    lastMessageAt: 1_000,
    unread: 0,
    marks: { visitorDelivered: 0, visitorRead: 0, membersDelivered: 0, membersRead: 0 },
    context: {},
    createdAt: 0,
    rev: 1,
    ...over,
  }
}

/** A shopper's message; a test names what it is about. */
export function sampleMessage(over: Partial<Message> = {}): Message {
  const seq = over.seq ?? 1
  return {
    id: `message-${seq}`,
    conversationId: 'conversation-number-01',
    seq,
    ts: seq * 1_000,
    audience: 'all',
    kind: 'text',
    author: { kind: 'visitor' },
    text: `text ${seq}`,
    rev: 1,
    ...over,
  }
}

/** A message of the member with this id. */
export function sampleReply(over: Partial<Message> = {}, id = 'noor'): Message {
  return sampleMessage({ author: { kind: 'member', id, name: id }, ...over })
}
