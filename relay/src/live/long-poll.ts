import type { StreamEvent } from '@loods/protocol'
import { formatCursor } from '@loods/protocol'
import type { Hub } from './hub.ts'
import { findStart } from './live-session.ts'
import { createSubscriber } from './subscriber.ts'

/** Longest a poll is parked, in milliseconds: below the idle limits of common proxies. */
export const POLL_LIMIT = 25_000

/** One answer of the fallback for networks that block WebSocket: the same events, the same cursor. */
export interface PollAnswer {
  events: StreamEvent[]
  /** Where the next poll goes on from. */
  cursor: string
  /** True when `since` could not be resumed: fetch what you show, then poll from `cursor`. */
  reset: boolean
}

/**
 * Waits until the stream has something after `since`, or `wait` milliseconds have passed.
 * @param signal ends the wait early
 */
export async function longPoll(
  deps: { epoch: string; hub: Hub },
  stream: { siteId: string; conversationId: string | undefined },
  since: string | undefined,
  wait: number,
  signal: AbortSignal,
): Promise<PollAnswer> {
  const start = await findStart(deps, stream.siteId, stream.conversationId, since)
  const cursorAt = (n: number) =>
    formatCursor({
      epoch: deps.epoch,
      n,
      ...(stream.conversationId && { conversation: stream.conversationId }),
    })
  if (start.refused !== undefined)
    return { events: [], cursor: cursorAt(start.position), reset: true }
  const lines: string[] = []
  let reset = false
  const arrived = Promise.withResolvers<void>()
  const subscriber = createSubscriber(
    { ...stream, position: start.position },
    {
      events(more) {
        lines.push(...more)
        arrived.resolve()
      },
      reset() {
        reset = true
        arrived.resolve()
      },
    },
  )
  try {
    await deps.hub.subscribe(subscriber)
    await Promise.race([arrived.promise, pause(Math.min(wait, POLL_LIMIT), signal)])
  } finally {
    deps.hub.unsubscribe(subscriber)
  }
  const events = reset ? [] : lines.map((line) => JSON.parse(line) as StreamEvent)
  return { events, cursor: cursorAt(subscriber.position), reset }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = () => resolve()
  const timer = setTimeout(end, milliseconds)
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  })
}
