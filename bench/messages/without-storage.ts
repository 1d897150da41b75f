import type { Message } from '@loods/protocol'
import type { AppContext } from '../../relay/src/context.ts'
import type { Appended } from '../../relay/src/conversations/append.ts'
import { orderedId } from '../../relay/src/db/ordered-id.ts'
import type { VisitorPrincipal } from '../../relay/src/http/principal.ts'
import type { ReadEvent } from '../../relay/src/live/event-reader.ts'
import { deliver, LineCache, type Subscriber } from '../../relay/src/live/subscriber.ts'

interface Waiting {
  event: ReadEvent
  done(): void
}

/** A shop's readers and what waits for the end of this turn. */
interface Room {
  subscribers: Set<Subscriber>
  ev: number
  waiting: Waiting[]
}

/**
 * Takes the storage out of a relay, and only that: sockets, authentication, parsing, limits, wording,
 * one frame a reader and turn, the echo to the sender and the acknowledgement after it all stay.
 */
export function withoutStorage(context: AppContext): void {
  const rooms = new Map<string, Room>()
  const cevs = new Map<string, number>()
  let due = false

  function roomOf(siteId: string): Room {
    const room = rooms.get(siteId) ?? { subscribers: new Set(), ev: 0, waiting: [] }
    rooms.set(siteId, room)
    return room
  }

  function flush(): void {
    due = false
    for (const room of rooms.values()) handOut(room)
  }

  function next(who: VisitorPrincipal): { ev: number; cev: number; room: Room } {
    const room = roomOf(who.siteId)
    room.ev += 1
    const cev = (cevs.get(who.conversationId) ?? 0) + 1
    cevs.set(who.conversationId, cev)
    return { ev: room.ev, cev, room }
  }

  context.live.conversations = {
    ...context.live.conversations,
    sayAsVisitor(who, saying) {
      const { ev, cev, room } = next(who)
      const message = toMessage(who, saying, cev)
      const body = { type: 'message' as const, message }
      const event = { ev, cev, conversationId: who.conversationId, member: body, shopper: body }
      if (!due) setImmediate(flush)
      due = true
      return new Promise<Appended>((resolve) => {
        room.waiting.push({ event, done: () => resolve(toAppended(who, message, ev, cev)) })
      })
    },
  }
  context.live.hub = {
    ...context.live.hub,
    async head(siteId, conversationId) {
      return (conversationId ? cevs.get(conversationId) : roomOf(siteId).ev) ?? 0
    },
    async subscribe(subscriber) {
      subscriber.phase = 'live'
      roomOf(subscriber.siteId).subscribers.add(subscriber)
    },
    unsubscribe: (subscriber) => void roomOf(subscriber.siteId).subscribers.delete(subscriber),
  }
}

function handOut(room: Room): void {
  const waiting = room.waiting
  if (waiting.length === 0) return
  room.waiting = []
  const events = waiting.map((one) => one.event)
  const cache = new LineCache()
  for (const subscriber of room.subscribers) deliver(subscriber, events, cache)
  for (const one of waiting) one.done()
}

function toMessage(
  who: VisitorPrincipal,
  saying: { cid: string; text?: string | undefined },
  seq: number,
): Message {
  const ts = Date.now()
  return {
    id: orderedId(ts),
    conversationId: who.conversationId,
    seq,
    cid: saying.cid,
    ts,
    audience: 'all',
    kind: 'text',
    author: { kind: 'visitor' },
    text: saying.text ?? '',
    rev: 1,
  }
}

function toAppended(who: VisitorPrincipal, message: Message, ev: number, cev: number): Appended {
  const event = { siteId: who.siteId, type: 'message', at: message.ts, ev, cev }
  return { id: message.id, seq: message.seq, ts: message.ts, event, dup: false }
}
