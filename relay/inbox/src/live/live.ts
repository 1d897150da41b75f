import {
  CLOSE,
  type ClientFrame,
  formatCursor,
  PING_EVERY,
  PROTOCOL_VERSION,
  parseCursor,
  type ServerFrame,
  SILENCE_LIMIT,
  type StreamEvent,
  type TokenAnswer,
} from '@loods/protocol'
import { ApiError } from '../api/client.ts'
import type { PollAnswer } from '../api/site-api.ts'
import { backoff } from './backoff.ts'

/** How we hear from the relay now. */
export type LiveState =
  | 'connecting'
  /** Events arrive as they happen. */
  | 'live'
  /** WebSocket is blocked here: events arrive by long poll. */
  | 'polling'
  /** No way through; we keep trying. */
  | 'offline'
  | 'signed_out'
  /** The relay no longer speaks our version: the page must be loaded anew. */
  | 'outdated'

/** The part of WebSocket that we use. */
export interface Socket {
  readyState: number
  onopen: (() => void) | null
  onmessage: ((event: { data: string }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  send(text: string): void
  close(code?: number): void
}

export interface LiveOptions {
  siteId: string
  openSocket(): Socket
  token(fresh: boolean): Promise<TokenAnswer>
  poll(since: string | undefined, wait: number, signal: AbortSignal): Promise<PollAnswer>
  clock: () => number
  random: () => number
  onState(state: LiveState): void
  /** Takes events in order, each once. */
  onEvents(events: StreamEvent[]): void
  /** The stream could not be resumed without a hole: fetch again what is shown. */
  onReset(): void
  onFrame(frame: ServerFrame): void
  /** The relay's clock minus ours, in milliseconds. */
  onSkew(milliseconds: number): void
}

export interface Live {
  start(): void
  stop(): void
  /** Sends a frame if the socket is live. @returns whether it went out */
  send(frame: ClientFrame): boolean
  /** Looks at once whether the line still works: after sleep, or when the network is back. */
  check(): void
}

/** Milliseconds in which a line that is checked must show a sign of life. */
const CHECK_LIMIT = 5_000
/** Sockets that never opened before we fall back to the long poll. */
const BLOCKED_AFTER = 2
/** Milliseconds of polling after which WebSocket is tried again. */
const POLL_FOR = 120_000
const POLL_WAIT = 25_000
/** Milliseconds before its expiry at which a token is renewed. */
const RENEW_BEFORE = 60_000
const OPEN = 1

/** Follows one shop's stream of events, over whatever the network lets through, without a hole. */
export function createLive(options: LiveOptions): Live {
  let socket: Socket | undefined
  let cursor: { epoch: string; n: number } | undefined
  let attempt = 0
  /** Sockets in a row that closed before they opened. */
  let blocked = 0
  let heardAt = 0
  let live = false
  let stopped = true
  let freshToken = false
  let polling: AbortController | undefined
  const timers = createTimers()

  function connect(): void {
    timers.clear('reconnect')
    if (stopped || socket || polling) return
    if (blocked >= BLOCKED_AFTER) void poll()
    else openSocket()
  }

  function openSocket(): void {
    let opened = false
    const own = options.openSocket()
    socket = own
    heardAt = options.clock()
    own.onopen = () => {
      opened = true
      blocked = 0
      void hello(own)
    }
    own.onmessage = ({ data }) => receive(JSON.parse(data) as ServerFrame)
    own.onclose = ({ code }) => {
      if (socket !== own) return
      if (!opened) blocked += 1
      closed(code)
    }
    timers.every('watch', PING_EVERY / 4, watch)
  }

  async function hello(own: Socket): Promise<void> {
    try {
      const { token, expiresAt } = await options.token(freshToken)
      freshToken = false
      if (socket !== own || own.readyState !== OPEN) return
      const since = cursor && formatCursor(cursor)
      own.send(
        JSON.stringify({
          type: 'member_hello',
          v: PROTOCOL_VERSION,
          siteId: options.siteId,
          token,
          ...(since && { since }),
        } satisfies ClientFrame),
      )
      renewBefore(expiresAt)
    } catch (error) {
      if (isSignedOut(error)) signOut()
      else own.close()
    }
  }

  function renewBefore(expiresAt: number): void {
    const wait = Math.max(5_000, expiresAt - options.clock() - RENEW_BEFORE)
    timers.once('renew', wait, async () => {
      try {
        const next = await options.token(true)
        send({ type: 'renew', token: next.token })
        renewBefore(next.expiresAt)
      } catch (error) {
        if (isSignedOut(error)) signOut()
        else renewBefore(options.clock() + RENEW_BEFORE + 5_000)
      }
    })
  }

  function receive(frame: ServerFrame): void {
    heardAt = options.clock()
    timers.clear('check')
    switch (frame.type) {
      case 'welcome':
        options.onSkew(frame.now - options.clock())
        if (!frame.resumed) restart(frame.epoch, frame.head)
        break
      case 'live':
        becomeLive()
        break
      case 'reset':
        restart(frame.epoch, frame.head)
        break
      case 'events':
        take(frame.events)
        break
      case 'pong':
        options.onSkew(frame.now - options.clock())
        break
      case 'bye':
        leave(options.random() * frame.spread * 1_000)
        break
      default:
        options.onFrame(frame)
    }
  }

  function restart(epoch: string, head: number): void {
    cursor = { epoch, n: head }
    options.onReset()
  }

  function becomeLive(): void {
    attempt = 0
    live = true
    timers.every('ping', PING_EVERY, () => send({ type: 'ping' }))
    options.onState('live')
  }

  /** Numbers have no gaps: a missing one means a lost event, and the stream is taken up again before it. */
  function take(events: StreamEvent[]): void {
    const fresh = events.filter(({ n }) => n > (cursor?.n ?? 0))
    const whole = fresh.findIndex(({ n }, index) => n !== (cursor?.n ?? 0) + index + 1)
    const taken = whole === -1 ? fresh : fresh.slice(0, whole)
    const last = taken.at(-1)
    if (last && cursor) cursor.n = last.n
    if (taken.length > 0) options.onEvents(taken)
    if (whole !== -1) leave(0)
  }

  function watch(): void {
    if (options.clock() - heardAt > SILENCE_LIMIT) leave(0)
  }

  function closed(code: number): void {
    drop()
    if (stopped) return
    if (code === CLOSE.signedOut) signOut()
    else if (code === CLOSE.upgradeClient || code === CLOSE.badFrame) options.onState('outdated')
    else {
      freshToken = code === CLOSE.unauthorized
      retry(backoff(attempt++, options.random))
    }
  }

  /** Gives this socket up and comes back after `wait` milliseconds. */
  function leave(wait: number): void {
    const old = socket
    drop()
    old?.close()
    retry(wait)
  }

  function drop(): void {
    socket = undefined
    live = false
    timers.clearAll()
  }

  function retry(wait: number): void {
    options.onState(attempt > 2 ? 'offline' : 'connecting')
    timers.once('reconnect', wait, connect)
  }

  function signOut(): void {
    stop()
    options.onState('signed_out')
  }

  async function poll(): Promise<void> {
    const abort = new AbortController()
    polling = abort
    const until = options.clock() + POLL_FOR
    try {
      while (!abort.signal.aborted && options.clock() < until) await pollOnce(abort.signal)
      blocked = 0
      polling = undefined
      connect()
    } catch (error) {
      if (abort.signal.aborted) return
      polling = undefined
      blocked = 0
      if (isSignedOut(error)) signOut()
      else retry(backoff(attempt++, options.random))
    }
  }

  async function pollOnce(signal: AbortSignal): Promise<void> {
    const since = cursor && formatCursor(cursor)
    const answer = await options.poll(since, since ? POLL_WAIT : 0, signal)
    const next = parseCursor(answer.cursor)
    attempt = 0
    if (next && (answer.reset || !cursor)) restart(next.epoch, next.n)
    else take(answer.events)
    options.onState('polling')
  }

  function send(frame: ClientFrame): boolean {
    if (!live || socket?.readyState !== OPEN) return false
    socket.send(JSON.stringify(frame))
    return true
  }

  function check(): void {
    if (stopped || polling) return
    if (!socket) {
      attempt = 0
      connect()
    } else if (send({ type: 'ping' })) timers.once('check', CHECK_LIMIT, () => leave(0))
  }

  function stop(): void {
    stopped = true
    const old = socket
    drop()
    old?.close()
    polling?.abort()
    polling = undefined
  }

  return {
    start() {
      stopped = false
      options.onState('connecting')
      connect()
    },
    stop,
    send,
    check,
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unauthorized'
}

type TimerName = 'reconnect' | 'renew' | 'ping' | 'watch' | 'check'

/** Timers by name: setting one again replaces it. */
function createTimers() {
  const stops = new Map<TimerName, () => void>()

  function clear(name: TimerName): void {
    stops.get(name)?.()
    stops.delete(name)
  }

  return {
    clear,
    clearAll: () => [...stops.keys()].forEach(clear),
    once(name: TimerName, wait: number, work: () => unknown): void {
      clear(name)
      const timer = setTimeout(() => {
        stops.delete(name)
        work()
      }, wait)
      stops.set(name, () => clearTimeout(timer))
    },
    every(name: TimerName, wait: number, work: () => unknown): void {
      clear(name)
      const timer = setInterval(work, wait)
      stops.set(name, () => clearInterval(timer))
    },
  }
}
