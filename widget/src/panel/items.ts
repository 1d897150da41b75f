import type { Marks, Message } from '@loods/protocol'
import type { Thread } from '../conversation/thread.ts'
import type { Unsent } from '../conversation/unsent.ts'
import { daysBetween } from './times.ts'

/** Bubbles of one person within this many milliseconds share one line of name and time. */
const GROUP = 5 * 60_000

export interface Bubble {
  type: 'bubble'
  key: string
  message: Pick<Message, 'text' | 'file' | 'card' | 'channel' | 'withdrawnAt' | 'editedAt'>
  mine: boolean
  name: string | undefined
  ts: number
  state?: 'sending' | 'sent' | 'delivered' | 'read' | 'failed'
  unsent?: Unsent
  /** Last of its group: carries name, time and state. */
  last: boolean
}

/** What the log shows, from top to bottom. */
export type Item =
  | { type: 'day'; key: string; ts: number }
  | { type: 'marker'; key: string }
  | { type: 'line'; key: string; message: Message }
  | Bubble

/** @param marker seq after which messages are new to the shopper; 0: none are */
export function toItems(
  thread: Thread | undefined,
  unsent: Unsent[],
  marker: number,
  now: number,
): Item[] {
  const items: Item[] = []
  let day: number | undefined
  const add = (item: Item, ts: number) => {
    // That a thread of today is of today needs no saying.
    if (daysBetween(ts, day ?? now) !== 0) items.push({ type: 'day', key: `d${ts}`, ts })
    day = ts
    items.push(item)
  }
  let marked = !marker
  for (const message of thread?.messages ?? []) {
    if (!marked && message.seq > marker && message.author.kind !== 'visitor') {
      marked = true
      items.push({ type: 'marker', key: 'new' })
    }
    add(toItem(message, thread as Thread), message.ts)
  }
  for (const one of unsent) add(toLocal(one), one.at)
  return closeGroups(items)
}

function toItem(message: Message, thread: Thread): Item {
  // The key of an own message stays the same when the relay confirms it.
  const key = message.cid ?? message.id
  if (message.kind === 'line') return { type: 'line', key: message.id, message }
  const mine = message.author.kind === 'visitor'
  return {
    type: 'bubble',
    key: mine ? key : message.id,
    message,
    mine,
    name: message.author.name,
    ts: message.ts,
    ...(mine && { state: standing(message, thread.marks) }),
    last: true,
  }
}

function toLocal(unsent: Unsent): Bubble {
  return {
    type: 'bubble',
    key: unsent.cid,
    message: { text: unsent.text ?? '', ...(unsent.file && { file: unsent.file }) },
    mine: true,
    name: undefined,
    ts: unsent.at,
    state: unsent.failed ? 'failed' : 'sending',
    unsent,
    last: true,
  }
}

function closeGroups(items: Item[]): Item[] {
  return items.map((item, i) => {
    const next = items[i + 1]
    if (item.type !== 'bubble' || next?.type !== 'bubble') return item
    return { ...item, last: !belongTogether(item, next) }
  })
}

function belongTogether(a: Bubble, b: Bubble): boolean {
  return a.mine === b.mine && a.name === b.name && a.state === b.state && b.ts - a.ts < GROUP
}

/** Where a message of the shopper's own stands. */
function standing(message: Message, marks: Marks): 'sent' | 'delivered' | 'read' {
  if (message.seq <= marks.membersRead) return 'read'
  return message.seq <= marks.membersDelivered ? 'delivered' : 'sent'
}
