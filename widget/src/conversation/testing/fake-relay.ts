import type { Marks, Message, ServerFrame, StreamEvent } from '@loods/protocol'
import type { SocketLike } from '../environment.ts'

export const CONVERSATION = 'c'.repeat(21)
export const EPOCH = 'epochepoch'

/** One socket of a test's relay: keeps what the client said and says what the test wants. */
export class FakeSocket implements SocketLike {
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  said: Array<Record<string, unknown>> = []
  closed = false

  send(text: string): void {
    this.said.push(JSON.parse(text))
  }

  close(): void {
    this.closed = true
    this.readyState = 3
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }

  hear(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  end(code: number): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
}

/** A relay in memory: one shopper's thread, sockets a test opens by hand, and answers it can lose. */
export interface FakeRelay {
  messages: Message[]
  marks: Marks
  n: number
  /** Everything that happened, as a relay keeps it for those who come back. */
  log: StreamEvent[]
  secret: string
  sockets: FakeSocket[]
  /** Path and body of each call, in order. */
  calls: Array<{ path: string; body: unknown }>
  /** Answers a call instead of the relay; undefined lets the relay do it. */
  instead: (path: string) => Response | 'lost' | 'lost after it was done' | undefined
  fetch: typeof fetch
  openSocket(url: string): FakeSocket
  /** The newest socket opens and says welcome, with every event since the cursor. */
  welcome(): FakeSocket
  /** A member says something; the event goes to the newest socket unless told otherwise. */
  reply(text: string, options?: { quietly: boolean }): StreamEvent
}

export function createFakeRelay(): FakeRelay {
  const relay: FakeRelay = {
    messages: [],
    marks: { visitorDelivered: 0, visitorRead: 0, membersDelivered: 0, membersRead: 0 },
    n: 0,
    log: [],
    secret: 'a secret of the relay',
    sockets: [],
    calls: [],
    instead: () => undefined,
    async fetch(url, request) {
      const path = String(url).split('/widget/v1/shop/')[1] ?? ''
      const body = request?.body ? JSON.parse(String(request.body)) : undefined
      relay.calls.push({ path, body })
      const instead = relay.instead(path)
      if (instead === 'lost') throw new TypeError('Failed to fetch')
      if (instead instanceof Response) return instead
      if (path.includes('wait=25000')) await hold(request?.signal)
      const answer = answerTo(path, body, new Headers(request?.headers))
      if (instead) throw new TypeError('Failed to fetch')
      return answer
    },
    openSocket() {
      const socket = new FakeSocket()
      relay.sockets.push(socket)
      return socket
    },
    welcome() {
      const socket = relay.sockets.at(-1) as FakeSocket
      socket.open()
      socket.hear({ type: 'welcome', v: 1, epoch: EPOCH, head: relay.n, resumed: true, now: 0 })
      const since = Number(String(socket.said[0]?.since).split('.').pop())
      const events = relay.log.filter(({ n }) => n > since)
      if (events.length > 0) socket.hear({ type: 'events', events })
      return socket
    },
    reply(text, options) {
      const event = add({ text, author: { kind: 'member', name: 'Noor' } })
      if (!options?.quietly) relay.sockets.at(-1)?.hear({ type: 'events', events: [event] })
      return event
    },
  }

  function add(said: Pick<Message, 'text' | 'author' | 'cid'>): StreamEvent {
    relay.n += 1
    const message: Message = {
      id: `m${relay.messages.length + 1}`,
      conversationId: CONVERSATION,
      seq: relay.messages.length + 1,
      ts: 1_000_000 + relay.n,
      audience: 'all',
      kind: 'text',
      rev: 1,
      ...said,
    }
    relay.messages.push(message)
    const event: StreamEvent = { n: relay.n, type: 'message', message }
    relay.log.push(event)
    return event
  }

  function answerTo(path: string, body: Record<string, string>, headers: Headers): Response {
    if (path === 'visitors') {
      return Response.json({ secret: relay.secret, conversationId: CONVERSATION })
    }
    if (headers.get('authorization') !== `Bearer ${relay.secret}`)
      return refusal(401, 'unauthorized')
    if (path === 'thread') return Response.json(thread())
    if (path === 'messages') return Response.json(store(body))
    if (path.startsWith('events')) return Response.json(poll(path))
    return new Response(null, { status: 204 })
  }

  function thread() {
    return {
      conversationId: CONVERSATION,
      messages: relay.messages,
      more: false,
      marks: relay.marks,
      status: 'open',
      cursor: `${EPOCH}.${CONVERSATION}.${relay.n}`,
      team: [{ id: 'n', name: 'Noor' }],
      availability: 'open',
      online: true,
    }
  }

  function store({ cid = '', text = '' }: Record<string, string>) {
    const known = relay.messages.find((message) => message.cid === cid)
    if (!known) add({ cid, text, author: { kind: 'visitor' } })
    const { id, seq, ts } = known ?? (relay.messages.at(-1) as Message)
    return { id, seq, ts, n: relay.n, ...(known && { dup: true }) }
  }

  function poll(path: string) {
    const since = Number(path.split('.').pop()?.split('&')[0])
    const events = relay.log.filter(({ n }) => n > since)
    return { events, cursor: '', reset: false }
  }

  return relay
}

/** A poll without news is held until the client goes. */
function hold(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new TypeError('aborted')))
  })
}

export function refusal(status: number, code: string, headers: HeadersInit = {}): Response {
  return Response.json({ error: { code, message: 'no' } }, { status, headers })
}
