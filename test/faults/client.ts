import {
  type ErrorBody,
  formatCursor,
  isRetryable,
  type Message,
  type ServerFrame,
  type StreamEvent,
} from '@loods/protocol'
import { WebSocket } from 'ws'

/** One send as its sender saw it. `unknown`: no answer came, so it may be stored once or not at all. */
export interface Send {
  cid: string
  text: string
  outcome:
    | { kind: 'acked'; id: string; seq: number }
    | { kind: 'refused'; code: string }
    | { kind: 'unknown' }
}

export interface Seat {
  /** Address of the relay, or of a bad network before it. */
  url: string
  hello: Record<string, unknown>
  /** Conversations to write in; a shopper has one, given by the relay. */
  conversations: string[]
  random: () => number
}

const RETRY_MS = 60

/**
 * A client written for the tests alone, from the protocol and not from our own clients: it keeps
 * sending what is not acked under the same cid, resumes from its cursor, and writes down all it sees.
 */
export class HistoryClient {
  readonly sends = new Map<string, Send>()
  /** Events in the order they came, over all connections. */
  readonly seen: StreamEvent[] = []
  readonly faults: string[] = []
  resets = 0
  #seat: Seat
  #socket: WebSocket | undefined
  #epoch = ''
  #conversation: string | undefined
  #position: number | undefined
  #running = true

  /** Resolves with the first connection: from then on every event must be seen. */
  readonly seated: Promise<void>
  #sit: () => void = () => {}

  constructor(seat: Seat) {
    this.#seat = seat
    this.seated = new Promise((resolve) => {
      this.#sit = resolve
    })
    this.#connect()
  }

  /** Says something and keeps at it until the relay has answered. */
  say(cid: string, text: string): void {
    this.sends.set(cid, { cid, text, outcome: { kind: 'unknown' } })
    this.#transmit(cid)
  }

  get unanswered(): number {
    return [...this.sends.values()].filter((send) => send.outcome.kind === 'unknown').length
  }

  get acked(): number {
    return [...this.sends.values()].filter((send) => send.outcome.kind === 'acked').length
  }

  /** Number of the last event seen in this client's stream. */
  get position(): number {
    return this.#position ?? 0
  }

  get messages(): Message[] {
    return this.seen.flatMap((event) => (event.type === 'message' ? [event.message] : []))
  }

  moveTo(url: string): void {
    this.#seat = { ...this.#seat, url }
    this.#socket?.terminate()
  }

  stop(): void {
    this.#running = false
    this.#socket?.terminate()
  }

  #connect(): void {
    if (!this.#running) return
    const socket = new WebSocket(`${this.#seat.url.replace('http', 'ws')}/live`, {
      handshakeTimeout: 2_000,
    })
    this.#socket = socket
    let heard = Date.now()
    const watch = setInterval(() => {
      if (Date.now() - heard > 3_000) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.send('{"type":"ping"}')
    }, 1_000)
    socket.on('open', () =>
      socket.send(JSON.stringify({ v: 1, ...this.#seat.hello, ...this.#since() })),
    )
    socket.on('message', (data) => {
      heard = Date.now()
      this.#receive(JSON.parse(data.toString()))
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(watch)
      setTimeout(() => this.#connect(), RETRY_MS * (0.5 + this.#seat.random()))
    })
  }

  #since(): { since?: string } {
    if (this.#position === undefined) return {}
    return {
      since: formatCursor({
        epoch: this.#epoch,
        n: this.#position,
        ...(this.#conversation && { conversation: this.#conversation }),
      }),
    }
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'welcome') this.#welcome(frame)
    else if (frame.type === 'live') this.#sendAgain()
    else if (frame.type === 'reset') this.#reset(frame.head)
    else if (frame.type === 'events') for (const event of frame.events) this.#see(event)
    else if (frame.type === 'sent')
      this.#settle(frame.cid, { kind: 'acked', id: frame.id, seq: frame.seq })
    else if (frame.type === 'refused') this.#refused(frame.cid, frame.error)
  }

  #sendAgain(): void {
    for (const [cid, send] of this.sends) if (send.outcome.kind === 'unknown') this.#transmit(cid)
  }

  #reset(head: number): void {
    this.resets += 1
    this.#position = head
  }

  #welcome(frame: ServerFrame & { type: 'welcome' }): void {
    if (this.#position !== undefined && !frame.resumed) {
      this.resets += 1
      this.faults.push(`could not resume at ${this.#position}; the head is ${frame.head}`)
    }
    this.#sit()
    this.#epoch = frame.epoch
    this.#conversation = frame.conversationId
    if (this.#position === undefined || !frame.resumed) this.#position = frame.head
  }

  #see(event: StreamEvent): void {
    if (event.n !== this.position + 1)
      this.faults.push(`event ${event.n} came after ${this.position}`)
    this.#position = event.n
    this.seen.push(event)
  }

  #refused(cid: string | undefined, error: ErrorBody): void {
    if (!cid) return
    if (isRetryable(error.code)) setTimeout(() => this.#transmit(cid), RETRY_MS)
    else this.#settle(cid, { kind: 'refused', code: error.code })
  }

  #settle(cid: string, outcome: Send['outcome']): void {
    const send = this.sends.get(cid)
    if (!send) return
    const before = send.outcome
    if (before.kind === 'acked' && outcome.kind === 'acked' && before.id !== outcome.id) {
      this.faults.push(`${cid} was acked as ${before.id} and as ${outcome.id}`)
    }
    send.outcome = outcome
  }

  #transmit(cid: string): void {
    const send = this.sends.get(cid)
    if (!send || this.#socket?.readyState !== WebSocket.OPEN) return
    const { conversations } = this.#seat
    // The same message must go to the same conversation at every try.
    const conversationId = conversations[hash(cid) % Math.max(1, conversations.length)]
    this.#socket.send(
      JSON.stringify({
        type: 'send',
        cid,
        text: send.text,
        ...(conversationId && { conversationId }),
      }),
    )
  }
}

function hash(text: string): number {
  let value = 0
  for (const character of text) value = (value * 31 + character.charCodeAt(0)) >>> 0
  return value
}
