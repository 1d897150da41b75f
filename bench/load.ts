import { WebSocket } from 'ws'
import { orderedId } from '../relay/src/db/ordered-id.ts'
import type { Stage } from './loods-server.ts'

/** What one run measured. Latency: from a shopper's send to a member's receipt, in milliseconds. */
export interface LoadResult {
  delivered: number
  seconds: number
  perSecond: number
  p50: number
  p99: number
  /** Server CPU per delivered message, in microseconds. */
  cpuPerMessage: number
}

/** How a protocol is spoken by the generator. */
export interface Dialect {
  path: string
  visitorHello(stage: Stage['sites'][number], i: number): string
  memberHello(site: Stage['sites'][number]): string
  send(cid: string, text: string): string
  /** Client ids acknowledged in a frame. */
  acks(frame: string): number
  /** Texts of messages in a frame a member got. */
  texts(frame: string): string[]
}

export interface LoadPlan {
  seconds: number
  /** Messages each shopper keeps unacknowledged; Infinity with a rate. */
  inFlight?: number
  /** Messages a second over all shoppers, evenly spaced. */
  rate?: number
  cpuMicros(): Promise<number>
}

/** Runs shoppers and members against a server and counts what members receive. */
export async function runLoad(stage: Stage, dialect: Dialect, plan: LoadPlan): Promise<LoadResult> {
  const latencies: number[] = []
  let measuring = false
  const members = await Promise.all(
    stage.sites.map((site) => open(stage, dialect, dialect.memberHello(site))),
  )
  const senders: Sender[] = []
  for (const site of stage.sites) {
    for (let i = 0; i < site.visitors.length; i++) {
      senders.push(new Sender(await open(stage, dialect, dialect.visitorHello(site, i)), dialect))
    }
  }
  for (const member of members) {
    member.on('message', (data) => {
      const now = performance.now()
      for (const text of dialect.texts(data.toString())) {
        if (measuring) latencies.push(now - Number(text.slice(0, text.indexOf(' '))))
      }
    })
  }
  const stop = plan.rate ? atRate(senders, plan.rate) : keepFull(senders, plan.inFlight ?? 4)
  await sleep(1_000)
  measuring = true
  const [began, cpu] = [performance.now(), await plan.cpuMicros()]
  await sleep(plan.seconds * 1_000)
  measuring = false
  const seconds = (performance.now() - began) / 1_000
  const used = (await plan.cpuMicros()) - cpu
  stop()
  for (const socket of [...members, ...senders.map((sender) => sender.socket)]) socket.terminate()
  latencies.sort((a, b) => a - b)
  return {
    delivered: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuPerMessage: used / Math.max(1, latencies.length),
  }
}

class Sender {
  readonly socket: WebSocket
  readonly #dialect: Dialect
  inFlight = 0
  onAck: () => void = () => {}

  constructor(socket: WebSocket, dialect: Dialect) {
    this.socket = socket
    this.#dialect = dialect
    socket.on('message', (data) => {
      const acks = dialect.acks(data.toString())
      this.inFlight -= acks
      if (acks > 0) this.onAck()
    })
  }

  send(): void {
    this.inFlight += 1
    this.socket.send(
      this.#dialect.send(
        orderedId(Date.now()),
        `${performance.now()} Past deze lamp bij een E27 fitting?`,
      ),
    )
  }
}

function keepFull(senders: Sender[], inFlight: number): () => void {
  let on = true
  for (const sender of senders) {
    const fill = () => {
      while (on && sender.inFlight < inFlight) sender.send()
    }
    sender.onAck = fill
    fill()
  }
  return () => {
    on = false
  }
}

function atRate(senders: Sender[], rate: number): () => void {
  let sent = 0
  const began = performance.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / 1_000) * rate
    while (sent < due) senders[sent++ % senders.length]?.send()
  }, 2)
  return () => clearInterval(timer)
}

async function open(stage: Stage, dialect: Dialect, hello: string): Promise<WebSocket> {
  const socket = new WebSocket(stage.url.replace('http', 'ws') + dialect.path, {
    perMessageDeflate: false,
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => socket.send(hello))
    socket.once('message', () => resolve())
    socket.once('error', reject)
    socket.once('close', (code, reason) => reject(new Error(`${code} ${reason}`)))
  })
  return socket
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

export function quantile(sorted: number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Our own protocol. */
export const loodsDialect: Dialect = {
  path: '/live',
  visitorHello: (site, i) =>
    JSON.stringify({ type: 'hello', v: 1, site: site.siteKey, secret: site.visitors[i]?.secret }),
  memberHello: (site) =>
    JSON.stringify({ type: 'member_hello', v: 1, siteId: site.siteId, token: site.token }),
  send: (cid, text) => JSON.stringify({ type: 'send', cid, text }),
  acks: (frame) => (frame.startsWith('{"type":"sent"') ? 1 : 0),
  texts(frame) {
    const parsed = JSON.parse(frame) as {
      type: string
      events?: Array<{ type: string; message?: { text: string } }>
    }
    if (parsed.type !== 'events') return []
    return (parsed.events ?? []).flatMap((event) =>
      event.type === 'message' ? [event.message?.text ?? ''] : [],
    )
  },
}
