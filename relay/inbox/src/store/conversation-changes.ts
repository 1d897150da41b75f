import type { Conversation, Marks, Message } from '@loods/protocol'

/** Of two copies of a conversation the later one: an answer may arrive after events that it does not know. */
export function later(known: Conversation | undefined, came: Conversation): Conversation {
  if (!known) return came
  if (came.lastSeq < known.lastSeq || came.rev < known.rev) return known
  return { ...came, marks: highest(known.marks, came.marks) }
}

/** The conversation once `message` is in it, as the relay counts it. Older messages change nothing. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  if (message.seq <= conversation.lastSeq) return conversation
  const next = { ...conversation, lastSeq: message.seq }
  if (message.kind !== 'text') return next
  return withText(next, message)
}

function withText(conversation: Conversation, message: Message): Conversation {
  const { snoozedUntil: _, closedAt: __, waitingSince, ...rest } = conversation
  const fromVisitor = message.author.kind === 'visitor'
  const waits = fromVisitor
    ? (waitingSince ?? message.ts)
    : message.author.kind === 'member'
      ? undefined
      : waitingSince
  return {
    ...rest,
    status: 'open',
    lastMessage: toPreview(message),
    lastMessageAt: message.ts,
    unread: conversation.unread + (fromVisitor ? 1 : 0),
    ...(waits !== undefined && { waitingSince: waits }),
  }
}

/** The conversation after one of its messages was corrected or withdrawn. */
export function withChangedMessage(conversation: Conversation, message: Message): Conversation {
  if (conversation.lastMessage?.seq !== message.seq) return conversation
  return { ...conversation, lastMessage: toPreview(message) }
}

function toPreview(message: Message): NonNullable<Conversation['lastMessage']> {
  const kind = message.withdrawnAt ? 'withdrawn' : message.file ? 'file' : 'text'
  const { seq, ts, author, text } = message
  return { seq, ts, author, kind, text: text.slice(0, 200) }
}

/** Marks only rise; what is left unread the relay has counted. */
export function withMarks(
  conversation: Conversation,
  marks: Marks,
  unread = conversation.unread,
): Conversation {
  return { ...conversation, marks: highest(conversation.marks, marks), unread }
}

function highest(a: Marks, b: Marks): Marks {
  return {
    visitorDelivered: Math.max(a.visitorDelivered, b.visitorDelivered),
    visitorRead: Math.max(a.visitorRead, b.visitorRead),
    membersDelivered: Math.max(a.membersDelivered, b.membersDelivered),
    membersRead: Math.max(a.membersRead, b.membersRead),
  }
}
