import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createProbe } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { MAX_JSON_BYTES } from '@loods/protocol'
import { WebSocketServer } from 'ws'
import { createApp } from './app.ts'
import type { AppContext } from './context.ts'
import { within } from './under-way.ts'

/** Milliseconds a stopping relay gives its clients to take their last answers. */
const DRAIN_LIMIT = 3_000
/** Milliseconds it then gives the work of those it cut off, such as a password half hashed. */
const LAST_WORK_LIMIT = 1_000

/** A relay that listens. */
export interface RelayServer {
  /** Address it listens on, such as http://127.0.0.1:8787. */
  url: string
  /** Tells clients to come back, finishes what was taken in, and lets go of everything. */
  stop(): Promise<void>
}

/** Starts listening. @throws when the address is taken */
export async function startServer(context: AppContext): Promise<RelayServer> {
  const { config } = context
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_JSON_BYTES,
    perMessageDeflate: false,
  })
  const server = createAdaptorServer({
    fetch: createApp(context).fetch,
    createServer,
    serverOptions: {
      // Slow clients cannot hold a connection open by sending a header a byte at a time.
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      maxHeaderSize: 16_384,
    },
    websocket: { server: webSockets as never },
  }) as Server
  await listen(server, config.port, config.host)
  await context.outbox.start()
  context.traffic.webhooks.processor.start()
  return { url: addressOf(server), stop: () => stop(context, server, webSockets) }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
}

function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

async function stop(
  context: AppContext,
  server: Server,
  webSockets: WebSocketServer,
): Promise<void> {
  context.stopping.abort()
  const { members, visitors } = context.rooms.count()
  // A second of spread for each 500 clients: they come back without a stampede.
  context.rooms.drain(Math.min(10, 1 + Math.ceil((members + visitors) / 500)))
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  await Promise.all([within(DRAIN_LIMIT, closed), context.outbox.stop()])
  await context.traffic.webhooks.processor.stop()
  server.closeAllConnections()
  for (const socket of webSockets.clients) socket.terminate()
  await within(LAST_WORK_LIMIT, context.underWay.ended())
  await context[Symbol.asyncDispose]()
}

/** A port of the loopback address that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createProbe()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
