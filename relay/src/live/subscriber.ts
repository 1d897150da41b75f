import type { EventBody } from '@loods/protocol'
import { GONE, type ReadEvent } from './event-reader.ts'

/** Events a subscriber may hold back while it catches up; more, and it starts anew with a reset. */
export const BUFFER_LIMIT = 256

/** Where the events go: a socket or a parked long poll. */
export interface Sink {
  /** Takes event lines (JSON objects), in order. */
  events(lines: string[]): void
  /** The stream cannot go on without a hole: the client must fetch what it shows and go on from `head`. */
  reset(head: number, reason: string): void
}

/** A reader of one stream: a member of a site, or a shopper of one conversation. */
export interface Subscriber {
  siteId: string
  /** The shopper's conversation; undefined for members. */
  conversationId: string | undefined
  /** Number of the last event given to the sink. */
  position: number
  /** backfill: catching up from the table, live events wait in `buffer`. live: straight through. */
  phase: 'backfill' | 'live'
  buffer: ReadEvent[]
  sink: Sink
}

export function createSubscriber(
  who: { siteId: string; conversationId?: string | undefined; position: number },
  sink: Sink,
): Subscriber {
  return {
    siteId: who.siteId,
    conversationId: who.conversationId,
    position: who.position,
    phase: 'backfill',
    buffer: [],
    sink,
  }
}

/** Number of an event in this subscriber's stream; undefined when the event is not for it. */
export function numberFor(subscriber: Subscriber, event: ReadEvent): number | undefined {
  if (subscriber.conversationId === undefined) return event.ev
  if (event.conversationId !== subscriber.conversationId) return undefined
  return event.cev ?? undefined
}

/** Lines of a frame for many subscribers; each body is turned into JSON once, whoever reads it under which number. */
export class LineCache {
  readonly #lines = new Map<string, string>()
  readonly #bodies = new Map<EventBody, string>()

  line(subscriber: Subscriber, event: ReadEvent, n: number): string {
    const member = subscriber.conversationId === undefined
    const key = member ? `m${event.ev}` : `s${event.ev}`
    const known = this.#lines.get(key)
    if (known) return known
    const body = this.#json((member ? event.member : event.shopper) ?? GONE)
    const line = `{"n":${n},${body.slice(1)}`
    this.#lines.set(key, line)
    return line
  }

  #json(body: EventBody): string {
    const json = this.#bodies.get(body) ?? JSON.stringify(body)
    this.#bodies.set(body, json)
    return json
  }
}

/**
 * Gives events to a subscriber in order, each once. While it catches up they wait in its buffer.
 * @returns false when a number is missing: the caller reads the table again from `position`
 */
export function deliver(subscriber: Subscriber, events: ReadEvent[], cache: LineCache): boolean {
  if (subscriber.phase === 'backfill') {
    subscriber.buffer.push(...events)
    return true
  }
  const lines: string[] = []
  let whole = true
  for (const event of events) {
    const n = numberFor(subscriber, event)
    if (n === undefined || n <= subscriber.position) continue
    if (n !== subscriber.position + 1) {
      whole = false
      break
    }
    subscriber.position = n
    lines.push(cache.line(subscriber, event, n))
  }
  if (lines.length > 0) subscriber.sink.events(lines)
  return whole
}
