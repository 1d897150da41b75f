import {
  CHANNEL_WINDOW,
  type Conversation,
  HUMAN_WINDOW,
  type Marks,
  type Message,
  previewOf,
} from '@loods/protocol'

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
  const place = fromVisitor ? placeAfter(conversation, message) : {}
  const waits = fromVisitor
    ? (waitingSince ?? message.ts)
    : message.author.kind === 'member'
      ? undefined
      : waitingSince
  return {
    ...rest,
    ...place,
    status: 'open',
    lastMessage: previewOf(message),
    lastMessageAt: message.ts,
    unread: conversation.unread + (fromVisitor ? 1 : 0),
    ...(waits !== undefined && { waitingSince: waits }),
  }
}

/** Where the shopper writes now; what comes over a channel opens its window anew. */
function placeAfter(
  { thread }: Conversation,
  { channel = 'web', ts, sentAt = ts }: Message,
): Partial<Conversation> {
  if (!thread) return { channel }
  if (thread.kind !== channel) return { channel, thread: { ...thread, current: false } }
  const until = Math.max(thread.windowUntil ?? 0, sentAt + CHANNEL_WINDOW)
  const human = channel === 'messenger' && { humanUntil: sentAt + HUMAN_WINDOW }
  return { channel, thread: { ...thread, current: true, windowUntil: until, ...human } }
}

/** The conversation after one of its messages was corrected or withdrawn. */
export function withChangedMessage(conversation: Conversation, message: Message): Conversation {
  if (conversation.lastMessage?.seq !== message.seq) return conversation
  return { ...conversation, lastMessage: previewOf(message) }
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
