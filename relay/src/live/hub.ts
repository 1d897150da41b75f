import type { EventDraft } from '../db/event-numbers.ts'
import type { Wake } from '../db/writer.ts'
import type { Logger } from '../logger.ts'
import {
  type EventSources,
  type ReadEvent,
  readConversationEvents,
  readConversationHead,
  readOldest,
  readSiteEvents,
  readSiteHead,
  wordCommitted,
} from './event-reader.ts'
import { BUFFER_LIMIT, deliver, LineCache, numberFor, type Subscriber } from './subscriber.ts'

/** Events read from the table at once. */
const PAGE = 500
/** A client further behind than this fetches what it shows instead of replaying. */
const REPLAY_LIMIT = 5_000

/** The newest events of one site on their way to its subscribers. */
interface Tail {
  siteId: string
  /** Number of the last event handed out; the next read goes on from here. */
  lastEv: number
  /** Newest number heard of. */
  heard: number
  reading: boolean
  members: Set<Subscriber>
  shoppers: Map<string, Set<Subscriber>>
}

/**
 * Brings the event log to everybody who reads it, in order. A wake-up only says "up to number N"; what
 * is delivered is committed: it comes from the table, or straight from the commit that just ended
 * where that leaves no gap. A lost wake-up heals at the next one, or at `poll`.
 */
export interface Hub {
  /** @param committed the events of a commit of this process that has ended */
  wake(changes: Wake, committed?: readonly EventDraft[]): void
  /** Adds a reader: replays what it missed, cuts over, and goes on live. Resolves once live. */
  subscribe(subscriber: Subscriber): Promise<void>
  unsubscribe(subscriber: Subscriber): void
  /** Looks whether any site moved on unheard. */
  poll(): Promise<void>
  /** Newest number of a stream. */
  head(siteId: string, conversationId: string | undefined): Promise<number>
  /** Why a stream cannot be resumed at `position`, or undefined when it can. */
  refuseResume(
    siteId: string,
    conversationId: string | undefined,
    position: number,
  ): Promise<string | undefined>
}

export function createHub(sources: EventSources, log: Logger): Hub {
  const tails = new Map<string, Tail>()

  async function tailOf(siteId: string): Promise<Tail> {
    const known = tails.get(siteId)
    if (known) return known
    const head = await readSiteHead(sources.db, siteId)
    // Another subscriber may have opened the tail while we read.
    const tail = tails.get(siteId) ?? openTail(siteId, head)
    tails.set(siteId, tail)
    return tail
  }

  async function advance(tail: Tail, committed: readonly EventDraft[] = []): Promise<void> {
    if (tail.reading) return
    tail.reading = true
    try {
      handOut(tail, wordCommitted(committed, tail.lastEv) ?? [])
      while (tail.heard > tail.lastEv) {
        const events = await readSiteEvents(sources, tail.siteId, tail.lastEv, PAGE)
        if (events.length === 0) break
        handOut(tail, events)
      }
    } catch (error) {
      log.error({ error, siteId: tail.siteId }, 'reading events failed; the next poll tries again')
    } finally {
      tail.reading = false
    }
  }

  function handOut(tail: Tail, events: ReadEvent[]): void {
    tail.lastEv = events.at(-1)?.ev ?? tail.lastEv
    const cache = new LineCache()
    for (const member of tail.members) give(member, events, cache)
    for (const [conversationId, own] of byConversation(events)) {
      for (const shopper of tail.shoppers.get(conversationId) ?? []) give(shopper, own, cache)
    }
  }

  function give(subscriber: Subscriber, events: ReadEvent[], cache: LineCache): void {
    if (deliver(subscriber, events, cache)) return
    subscriber.phase = 'backfill'
    catchUp(subscriber).catch((error) => log.error({ error }, 'catching up failed'))
  }

  /** Phase one and two of a resume: read the table up to its end, then let the held-back events follow. */
  async function catchUp(subscriber: Subscriber): Promise<void> {
    for (;;) {
      const events = await readMissing(sources, subscriber)
      pass(subscriber, events)
      if (subscriber.buffer.length > BUFFER_LIMIT) return restart(subscriber)
      if (events.length < PAGE) break
    }
    const held = subscriber.buffer
    subscriber.buffer = []
    subscriber.phase = 'live'
    give(subscriber, held, new LineCache())
  }

  async function restart(subscriber: Subscriber): Promise<void> {
    subscriber.buffer = []
    const head = await hub.head(subscriber.siteId, subscriber.conversationId)
    subscriber.position = head
    subscriber.sink.reset(head, 'too far behind')
    return catchUp(subscriber)
  }

  const hub: Hub = {
    wake(changes, committed = []) {
      const bySite = Map.groupBy(committed, (draft) => draft.siteId)
      for (const [siteId, ev] of changes) {
        const tail = tails.get(siteId)
        if (!tail || ev <= tail.heard) continue
        tail.heard = ev
        void advance(tail, bySite.get(siteId))
      }
    },
    async subscribe(subscriber) {
      const tail = await tailOf(subscriber.siteId)
      addTo(tail, subscriber)
      await catchUp(subscriber)
    },
    unsubscribe(subscriber) {
      const tail = tails.get(subscriber.siteId)
      if (!tail) return
      removeFrom(tail, subscriber)
      if (tail.members.size === 0 && tail.shoppers.size === 0) tails.delete(tail.siteId)
    },
    async poll() {
      for (const tail of tails.values()) {
        const head = await readSiteHead(sources.db, tail.siteId)
        hub.wake(new Map([[tail.siteId, head]]))
      }
    },
    head: (siteId, conversationId) =>
      conversationId
        ? readConversationHead(sources.db, conversationId)
        : readSiteHead(sources.db, siteId),
    async refuseResume(siteId, conversationId, position) {
      const head = await hub.head(siteId, conversationId)
      if (position > head) return 'ahead of this history'
      if (head - position > REPLAY_LIMIT) return 'too far behind'
      const oldest = await readOldest(sources.db, siteId, conversationId)
      const gone = oldest === undefined ? position < head : position < oldest - 1
      return gone ? 'beyond what is kept' : undefined
    },
  }
  return hub
}

function openTail(siteId: string, head: number): Tail {
  return {
    siteId,
    lastEv: head,
    heard: head,
    reading: false,
    members: new Set(),
    shoppers: new Map(),
  }
}

function addTo(tail: Tail, subscriber: Subscriber): void {
  if (subscriber.conversationId === undefined) {
    tail.members.add(subscriber)
    return
  }
  const own = tail.shoppers.get(subscriber.conversationId) ?? new Set()
  tail.shoppers.set(subscriber.conversationId, own.add(subscriber))
}

function removeFrom(tail: Tail, subscriber: Subscriber): void {
  tail.members.delete(subscriber)
  const own = tail.shoppers.get(subscriber.conversationId ?? '')
  own?.delete(subscriber)
  if (own?.size === 0) tail.shoppers.delete(subscriber.conversationId ?? '')
}

function byConversation(events: ReadEvent[]): Map<string, ReadEvent[]> {
  const groups = new Map<string, ReadEvent[]>()
  for (const event of events) {
    if (event.cev === null || event.conversationId === null) continue
    const own = groups.get(event.conversationId)
    if (own) own.push(event)
    else groups.set(event.conversationId, [event])
  }
  return groups
}

function readMissing(sources: EventSources, subscriber: Subscriber): Promise<ReadEvent[]> {
  const { siteId, conversationId, position } = subscriber
  return conversationId
    ? readConversationEvents(sources, siteId, conversationId, position, PAGE)
    : readSiteEvents(sources, siteId, position, PAGE)
}

/** Passes replayed events on without the buffer; they come from the table, in order. */
function pass(subscriber: Subscriber, events: ReadEvent[]): void {
  if (events.length === 0) return
  const cache = new LineCache()
  const lines = events.map((event) =>
    cache.line(subscriber, event, numberFor(subscriber, event) as number),
  )
  subscriber.position = numberFor(subscriber, events.at(-1) as ReadEvent) as number
  subscriber.sink.events(lines)
}
