import { type ClientFrame, PING_EVERY, type ServerFrame, SILENCE_LIMIT } from '@loods/protocol'
import type { Environment, SocketLike } from './environment.ts'
import { readFrame } from './frames.ts'
import { backoff } from './retry.ts'

/** idle: not wanted yet · refused: the relay asked us not to come back as we are. */
export type LinkState = 'idle' | 'connecting' | 'live' | 'offline' | 'refused'

/** Milliseconds a new socket may take to say welcome, or an old one to answer after a wake. */
const ANSWER_LIMIT = 8_000
/** Sockets in a row that never said welcome, after which long poll carries the stream. */
const BLOCKED_AFTER = 3
/** Milliseconds between tries for a socket while long poll works. */
const SOCKET_AGAIN = 60_000

export interface Polling {
  stop(): void
  /** Tries again now. */
  wake(): void
}

export interface ConnectionHooks {
  /** The first frame, with the newest cursor. */
  hello(): ClientFrame
  onFrame(frame: ServerFrame): void
  onState(state: LinkState): void
  /** Closed with a code that says not to come back without changing something (4001-4099). */
  onRefused(code: number): void
  /** Loads and starts the fallback for networks that block WebSocket. */
  poll(): Promise<Polling>
}

/** One line to the relay that comes back by itself, by socket or else by long poll. */
export interface Connection {
  open(): void
  close(): void
  /** The network or the page came back: look at once whether the line still works. */
  wake(): void
  /** The network went: no byte can arrive, so say so and wait for `wake`. */
  sleep(): void
  /** False when no socket is live; the caller then uses HTTP. */
  send(frame: ClientFrame): boolean
}

export function createConnection(env: Environment, hooks: ConnectionHooks): Connection {
  let socket: SocketLike | undefined
  let wanted = false
  let welcomed = false
  let misses = 0
  let notBefore = 0
  let heardAt = 0
  let retry: number | undefined
  let ping: number | undefined
  let silence: number | undefined
  let polling: Promise<Polling> | undefined

  function connect(): void {
    env.clearTimeout(retry)
    if (!wanted || socket) return
    say('connecting')
    watch(ANSWER_LIMIT)
    try {
      listen(env.openSocket(`${env.relay.replace('http', 'ws')}/live`))
    } catch {
      lost(0)
    }
  }

  function listen(opened: SocketLike): void {
    socket = opened
    opened.onopen = () => opened.send(JSON.stringify(hooks.hello()))
    opened.onmessage = ({ data }) => socket === opened && heard(readFrame(data))
    opened.onclose = ({ code }) => socket === opened && lost(code)
  }

  function heard(frame: ServerFrame | undefined): void {
    heardAt = env.now()
    watch(SILENCE_LIMIT)
    if (frame?.type === 'bye') notBefore = env.now() + env.random() * frame.spread * 1_000
    if (frame?.type === 'welcome') greet()
    if (frame) hooks.onFrame(frame)
  }

  function greet(): void {
    welcomed = true
    misses = 0
    stopPolling()
    hooks.onState('live')
    keepAlive()
  }

  function keepAlive(): void {
    env.clearTimeout(ping)
    ping = env.setTimeout(() => {
      connection.send({ type: 'ping' })
      keepAlive()
    }, PING_EVERY)
  }

  function watch(limit: number): void {
    env.clearTimeout(silence)
    silence = env.setTimeout(() => lost(0), limit)
  }

  /** The socket is of no use any more: lets go of it and decides how to come back. */
  function lost(code: number): void {
    drop()
    if (!wanted) return
    if (code > 4000 && code < 4100) {
      connection.close()
      hooks.onState('refused')
      hooks.onRefused(code)
      return
    }
    say('offline')
    misses += 1
    if (misses >= BLOCKED_AFTER) polling ??= hooks.poll()
    const pause = polling ? SOCKET_AGAIN : backoff(misses - 1, env.random)
    retry = env.setTimeout(connect, Math.max(pause, notBefore - env.now()))
  }

  function drop(): void {
    const gone = socket
    socket = undefined
    welcomed = false
    for (const timer of [retry, ping, silence]) env.clearTimeout(timer)
    gone?.close()
  }

  /** While long poll works, it says how the line is. */
  function say(state: LinkState): void {
    if (!polling) hooks.onState(state)
  }

  function stopPolling(): void {
    void polling?.then((running) => running.stop())
    polling = undefined
  }

  const connection: Connection = {
    open() {
      wanted = true
      connect()
    },
    close() {
      wanted = false
      drop()
      stopPolling()
    },
    wake() {
      if (!wanted) return
      void polling?.then((running) => running.wake())
      if (socket && env.now() - heardAt > SILENCE_LIMIT) drop()
      if (socket && connection.send({ type: 'ping' })) watch(ANSWER_LIMIT)
      else if (env.now() >= notBefore) connect()
    },
    sleep() {
      if (!wanted) return
      drop()
      hooks.onState('offline')
    },
    send(frame) {
      if (!socket || !welcomed) return false
      socket.send(JSON.stringify(frame))
      return true
    },
  }
  return connection
}
