import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { type Socket, type TcpNetConnectOpts, connect as tcpConnect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import type { Logger } from '../logger.ts'
import { isPublicAddress } from './address.ts'
import { EgressError } from './egress-error.ts'
import { guardLookup, type Lookup, systemLookup } from './guarded-lookup.ts'
import { checkTarget, type Target } from './target.ts'

const DEFAULT_TIMEOUT = 5_000
const DEFAULT_MAX_BYTES = 1_048_576

export interface EgressRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Buffer
  /** Milliseconds for everything: name, connection, answer. */
  timeoutMs?: number
  /** Most bytes of an answer. */
  maxBytes?: number
  /** The only hosts this request may go to: a name, or `*.name` for every host under it. */
  hosts?: readonly string[]
}

export interface EgressResponse {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** The one way out: every HTTP request the relay makes by itself goes through here. */
export interface Egress {
  /**
   * Makes one request. Redirects are not followed: a 3xx is an answer like any other, so that
   * headers never reach a host they were not written for.
   * @throws EgressError saying why nothing, or nothing whole, came back
   */
  request(url: string, options?: EgressRequest): Promise<EgressResponse>
}

/** Opens a TCP connection as `net.connect` does. */
export type Dial = (options: TcpNetConnectOpts) => Socket

export interface EgressDeps {
  /** host:port pairs the operator allows though they are private (EGRESS_ALLOW). */
  allow: readonly string[]
  log: Logger
  lookup?: Lookup
  connect?: Dial
}

export function createEgress(deps: EgressDeps): Egress {
  const { allow, log, lookup = systemLookup } = deps
  const connect = deps.connect ?? ((to: TcpNetConnectOpts) => tcpConnect(to))
  const way: Way = { lookup, connect }
  return {
    async request(url, options = {}) {
      const signal = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT)
      let sent = false
      try {
        const target = checkTarget(url, { allow, hosts: options.hosts })
        const socket = await openSocket(way, target, signal)
        sent = true
        return await exchange(socket, target, options, signal)
      } catch (error) {
        const failure = toEgressError(error, signal)
        failure.sent = sent
        if (failure.reason === 'refused') log.warn({ error: failure }, 'a way out was refused')
        throw failure
      }
    },
  }
}

interface Way {
  lookup: Lookup
  connect: Dial
}

/** Connects, and looks whom it reached before anything is said. */
async function openSocket(way: Way, target: Target, signal: AbortSignal): Promise<Socket> {
  const { hostname, port, trusted, tls } = target
  const socket = way.connect({
    host: hostname,
    port,
    lookup: trusted ? way.lookup : guardLookup(way.lookup),
  })
  await arrival(socket, 'connect', signal)
  if (!trusted && !isPublicAddress(socket.remoteAddress ?? '')) {
    socket.destroy()
    throw new EgressError('refused', 'the connection arrived at an address that is not public')
  }
  if (!tls) return socket
  const secured = tlsConnect({ socket, servername: hostname, ALPNProtocols: ['http/1.1'] })
  await arrival(secured, 'secureConnect', signal)
  return secured
}

function arrival(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      socket.destroy()
      reject(error)
    }
    const giveUp = () => fail(signal.reason)
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    socket.once('error', fail)
    socket.once(event, () => {
      signal.removeEventListener('abort', giveUp)
      socket.off('error', fail)
      resolve()
    })
  })
}

async function exchange(
  socket: Socket,
  target: Target,
  options: EgressRequest,
  signal: AbortSignal,
): Promise<EgressResponse> {
  try {
    const answer = await ask(socket, target, options, signal)
    const body = await readBody(answer, options.maxBytes ?? DEFAULT_MAX_BYTES)
    return { status: answer.statusCode ?? 0, headers: answer.headers, body }
  } finally {
    socket.destroy()
  }
}

function ask(
  socket: Socket,
  target: Target,
  { method = 'GET', headers = {}, body }: EgressRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      createConnection: () => socket,
      method,
      path: target.path,
      setHost: false,
      headers: {
        ...headers,
        host: target.host,
        connection: 'close',
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
      signal,
    })
    request.once('response', resolve)
    request.once('error', reject)
    request.end(body)
  })
}

async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxBytes) {
      throw new EgressError('too_large', `the answer is larger than ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function toEgressError(error: unknown, signal: AbortSignal): EgressError {
  if (error instanceof EgressError) return error
  if (signal.aborted) return new EgressError('timeout', 'no whole answer came in time', error)
  return new EgressError('unreachable', 'the other side could not be reached', error)
}
