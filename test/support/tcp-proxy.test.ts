import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

let echo: Server
let proxy: TcpProxy
let sockets: Socket[]

/** Answers every chunk with the same bytes. */
function startEcho(): Server {
  return createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => socket.destroy())
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
}

async function client(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1')
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

async function reply(socket: Socket, text: string): Promise<string> {
  socket.write(text)
  const [chunk] = await once(socket, 'data')
  return String(chunk)
}

beforeEach(async () => {
  sockets = []
  echo = startEcho()
  await once(echo, 'listening')
  proxy = await startTcpProxy({ port: (echo.address() as AddressInfo).port }, () => 1)
})

afterEach(async () => {
  await proxy.stop()
  for (const socket of sockets) socket.destroy()
  echo.close()
})

test('a healthy line passes bytes both ways and then the end', async () => {
  const socket = await client()
  socket.end('hello')
  expect(String(await buffer(socket))).toBe('hello')
})

test('a large transfer arrives whole and in order, also with jitter', async () => {
  const sent = Buffer.from(Uint32Array.from({ length: 200_000 }, (_, index) => index).buffer)
  proxy.set({ latency: 1, jitter: 5 })
  const socket = await client()
  socket.end(sent)
  expect(sent.equals(await buffer(socket))).toBe(true)
})

test('latency and jitter delay each way', async () => {
  proxy.set({ latency: 40, jitter: 10 })
  const socket = await client()
  const started = performance.now()
  await reply(socket, 'x')
  expect(performance.now() - started).toBeGreaterThanOrEqual(95)
})

test('bandwidth is a limit for each way', async () => {
  proxy.set({ bandwidth: 10_000 })
  const socket = await client()
  const started = performance.now()
  socket.end(Buffer.alloc(1_000))
  expect(await buffer(socket)).toHaveLength(1_000)
  expect(performance.now() - started).toBeGreaterThanOrEqual(195)
})

test('a cut ends every open connection and lets new ones in', async () => {
  const cut = await Promise.all([client(), client()])
  await Promise.all(cut.map((socket) => reply(socket, 'x')))
  const ended = cut.map((socket) => once(socket, 'close'))
  expect(proxy.cut()).toBe(2)
  await Promise.all(ended)
  expect(await reply(await client(), 'again')).toBe('again')
})

test('a half-open connection stays open, passes nothing, and never heals', async () => {
  const socket = await client()
  await reply(socket, 'before')
  proxy.set({ halfOpen: true })
  const seen: string[] = []
  socket.on('data', (chunk) => seen.push(String(chunk)))
  socket.write('into the void')
  proxy.set({ halfOpen: false })
  expect(await reply(await client(), 'healed')).toBe('healed')
  expect(seen).toEqual([])
  expect(socket.closed).toBe(false)
})

test('the server of a half-open connection does not learn that its client has gone', async () => {
  const socket = await client()
  await reply(socket, 'before')
  const upstream = sockets.find((each) => each !== socket)
  proxy.set({ halfOpen: true })
  socket.destroy()
  proxy.set({ halfOpen: false })
  await reply(await client(), 'healed')
  expect(upstream?.closed).toBe(false)
})

test('a connection is reset after the given number of bytes', async () => {
  proxy.set({ resetAfter: 4 })
  const socket = await client()
  expect(await reply(socket, '1234')).toBe('1234')
  const failed = once(socket, 'error')
  socket.write('5')
  const [error] = await Promise.race([failed, once(socket, 'data')]).catch((cause) => [cause])
  expect(error).toMatchObject({ code: 'ECONNRESET' })
})

test('every third response is swallowed after the server has worked for it', async () => {
  proxy.set({ dropEvery: 3 })
  const outcomes = []
  for (let round = 0; round < 6; round += 1) {
    const socket = await client()
    const closed = once(socket, 'close').then(() => 'lost')
    outcomes.push(await Promise.race([reply(socket, 'ok').catch(() => 'lost'), closed]))
  }
  expect(outcomes).toEqual(['ok', 'ok', 'lost', 'ok', 'ok', 'lost'])
  expect(proxy.dropped()).toBe(2)
})
