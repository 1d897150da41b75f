import type { Marks, Message, StreamEvent, ThreadAnswer } from '@loods/protocol'

/** The conversation as this browser has built it so far. */
export interface Thread {
  id: string
  /** Everything of the cursor before its number: which history, which conversation. */
  stream: string
  /** Number of the last event that is in here. */
  n: number
  /** In order of seq, each once. */
  messages: Message[]
  /** Whether older messages exist. */
  more: boolean
  marks: Marks
  status: ThreadAnswer['status']
}

export function toThread(answer: ThreadAnswer): Thread {
  const { conversationId: id, cursor, messages, more, marks, status } = answer
  const dot = cursor.lastIndexOf('.')
  return {
    id,
    stream: cursor.slice(0, dot),
    n: Number(cursor.slice(dot + 1)),
    messages,
    more,
    marks,
    status,
  }
}

/** What to send as `since`. */
export function cursorOf(thread: Thread): string {
  return `${thread.stream}.${thread.n}`
}

/**
 * The thread with one more event in it. What is already in it changes nothing.
 * @returns 'gap' when an event is missing in between, 'erased' when nothing of it may be kept
 */
export function applyEvent(thread: Thread, event: StreamEvent): Thread | 'gap' | 'erased' {
  if (event.n <= thread.n) return thread
  if (event.n > thread.n + 1) return 'gap'
  const next = { ...thread, n: event.n }
  switch (event.type) {
    case 'message':
    case 'message_changed':
      return { ...next, messages: mergeMessages(thread.messages, [event.message]) }
    case 'marks':
      return { ...next, marks: raiseMarks(thread.marks, event.marks) }
    case 'thread':
      return { ...next, status: event.status }
    case 'erased':
      return 'erased'
    default:
      return next
  }
}

/** Both lists as one, in order of seq; of two of the same the one changed last. */
export function mergeMessages(known: Message[], more: Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]))
  for (const message of more) {
    const have = byId.get(message.id)
    if (!have || message.rev >= have.rev) byId.set(message.id, message)
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}

function raiseMarks(known: Marks, more: Marks): Marks {
  return {
    visitorDelivered: Math.max(known.visitorDelivered, more.visitorDelivered),
    visitorRead: Math.max(known.visitorRead, more.visitorRead),
    membersDelivered: Math.max(known.membersDelivered, more.membersDelivered),
    membersRead: Math.max(known.membersRead, more.membersRead),
  }
}

/** Whether somebody of the shop said this. */
export function isFromShop(message: Message): boolean {
  return message.kind === 'text' && message.author.kind !== 'visitor' && !message.withdrawnAt
}

/** Messages of the shop the shopper has not read. */
export function countUnread(thread: Thread): number {
  return thread.messages.filter((m) => isFromShop(m) && m.seq > thread.marks.visitorRead).length
}

/** Seq of the newest message; 0 in an empty thread. */
export function lastSeq(thread: Thread): number {
  return thread.messages.at(-1)?.seq ?? 0
}
