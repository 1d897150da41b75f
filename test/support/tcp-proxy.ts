import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface LineFaults {
  /** Milliseconds that bytes take, each way. */
  latency: number
  /** Up to this many milliseconds more, by chance; bytes keep their order. */
  jitter: number
  /** Bytes per second each way; 0 is no limit. */
  bandwidth: number
  /** Both ends stay open and nothing gets through, as when a phone leaves its network. */
  halfOpen: boolean
  /** A connection is reset when the client has received this many bytes; 0 is never. */
  resetAfter: number
  /** Every n-th response is swallowed and its connection cut; 0 is never. */
  dropEvery: number
}

export interface TcpProxy {
  readonly port: number
  /** Changes how the line behaves from now on, for open connections too. */
  set: (faults: Partial<LineFaults>) => void
  /** Cuts every open connection at once and returns how many there were. */
  cut: () => number
  /** How many responses `dropEvery` has swallowed. */
  dropped: () => number
  stop: () => Promise<void>
}

interface Line {
  faults: LineFaults
  random: () => number
  /** Whether the response that begins now is to be swallowed. */
  swallowsNext: () => boolean
}

/** One client's connection and the one made for it. */
interface Link {
  client: Socket
  server: Socket
  /** Nothing passes any more, and neither end is told. */
  dead: boolean
}

/** Bytes under way in one direction before the sender is made to wait. */
const WINDOW = 65_536

const HEALTHY: LineFaults = {
  latency: 0,
  jitter: 0,
  bandwidth: 0,
  halfOpen: false,
  resetAfter: 0,
  dropEvery: 0,
}

/**
 * A bad network between clients and a server on this machine.
 * @param target where connections are passed on to
 * @param random numbers from 0 to 1 for the jitter
 */
export async function startTcpProxy(
  target: { port: number; host?: string },
  random: () => number = Math.random,
): Promise<TcpProxy> {
  const links = new Set<Link>()
  const faults = { ...HEALTHY }
  const responses = { begun: 0, dropped: 0 }
  const line: Line = { faults, random, swallowsNext: () => swallowsNext(faults, responses) }
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ allowHalfOpen: true, host: '127.0.0.1', ...target })
    const link = { client, server: upstream, dead: faults.halfOpen }
    links.add(link)
    client.on('close', () => !link.dead && links.delete(link))
    join(link, line)
  })
  const cut = (): number => {
    const open = [...links]
    links.clear()
    for (const link of open) destroy(link)
    return open.length
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    set: (change) => {
      Object.assign(faults, change)
      if (change.halfOpen) for (const link of links) link.dead = true
    },
    cut,
    dropped: () => responses.dropped,
    stop: async () => {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}

function swallowsNext(
  { dropEvery }: LineFaults,
  responses: { begun: number; dropped: number },
): boolean {
  if (dropEvery === 0) return false
  responses.begun += 1
  if (responses.begun % dropEvery !== 0) return false
  responses.dropped += 1
  return true
}

function destroy({ client, server }: Link): void {
  client.destroy()
  server.destroy()
}

/** A response is what the server sends first after the client has sent something. */
function join(link: Link, line: Line): void {
  const { client, server } = link
  const fail = (): void => {
    if (!link.dead) destroy(link)
  }
  for (const socket of [client, server]) socket.on('error', fail).setNoDelay(true)
  let awaiting = false
  let received = 0
  carry(link, client, server, line, () => {
    awaiting = true
    return true
  })
  carry(link, server, client, line, (chunk) => {
    const swallow = awaiting && line.swallowsNext()
    awaiting = false
    received += chunk.length
    const reset = line.faults.resetAfter > 0 && received > line.faults.resetAfter
    if (swallow) destroy(link)
    else if (reset) client.resetAndDestroy()
    return !swallow && !reset
  })
}

/** Passes bytes on in order, each chunk when the line lets it, and then the end of the stream. */
function carry(
  link: Link,
  from: Socket,
  to: Socket,
  line: Line,
  mayPass: (chunk: Buffer) => boolean,
): void {
  let underWay = 0
  const schedule = scheduler(line, () => !link.dead && !to.destroyed)
  from.on('data', (chunk: Buffer) => {
    if (link.dead || !mayPass(chunk)) return
    underWay += chunk.length
    if (underWay > WINDOW) from.pause()
    schedule(chunk.length, async () => {
      if (!to.write(chunk)) await drained(to)
      underWay -= chunk.length
      from.resume()
    })
  })
  from.on('end', () => schedule(0, () => to.end()))
}

/** Runs deliveries one after the other, each when its bytes would have arrived. */
function scheduler(
  { faults, random }: Line,
  isOpen: () => boolean,
): (bytes: number, deliver: () => unknown) => void {
  let arrival = 0
  let last: Promise<unknown> = Promise.resolve()
  return (bytes, deliver) => {
    const sending = faults.bandwidth > 0 ? (bytes * 1000) / faults.bandwidth : 0
    const travelling = faults.latency + faults.jitter * random()
    arrival = Math.max(arrival, performance.now() + travelling) + sending
    const due = arrival
    last = last.then(async () => {
      const wait = due - performance.now()
      if (wait > 0) await sleep(wait)
      if (isOpen()) await deliver()
    })
  }
}

async function drained(socket: Socket): Promise<void> {
  await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined)
}
