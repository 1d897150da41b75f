import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { type Connection, createConnection } from './connection.ts'

const open: Array<() => void> = []

/** A real socket between a client and a connection, and how often the connection wrote to it. */
async function openLine(): Promise<{
  client: WebSocket
  connection: Connection
  writes(): number
}> {
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  let writes = 0
  const connected = new Promise<Connection>((resolve) => {
    sockets.on('connection', (socket, request) => {
      resolve(
        createConnection(
          socket,
          countWrites(request.socket, () => (writes += 1)),
        ),
      )
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  open.push(() => {
    client.terminate()
    sockets.close()
    http.close()
  })
  return { client, connection: await connected, writes: () => writes }
}

function countWrites(socket: Socket, onWrite: () => void): Socket {
  for (const name of ['_write', '_writev'] as const) {
    const write = socket[name]?.bind(socket) as (...args: unknown[]) => void
    socket[name] = (...args: unknown[]) => {
      onWrite()
      write(...args)
    }
  }
  return socket
}

describe('a connection', () => {
  afterEach(() => {
    for (const close of open.splice(0)) close()
  })

  it('takes no reader for slow by what one turn has to say', async () => {
    const { client, connection } = await openLine()
    let received = 0
    client.on('message', () => (received += 1))
    const frame = JSON.stringify('x'.repeat(1_000))
    for (let i = 0; i < 400; i += 1) connection.sendText(frame)
    while (received < 400) await once(client, 'message')
    expect(connection.open).toBe(true)
  })

  it('sends the frames of one turn in one write, in order', async () => {
    const { client, connection, writes } = await openLine()
    const received: string[] = []
    client.on('message', (data) => received.push(data.toString()))
    connection.sendText('"een"')
    await Promise.resolve()
    connection.sendText('"twee"')
    connection.send({ type: 'live' })
    while (received.length < 3) await once(client, 'message')
    expect(received).toEqual(['"een"', '"twee"', '{"type":"live"}'])
    expect(writes()).toBe(1)
  })

  it('closes after what was said in the same turn', async () => {
    const { client, connection } = await openLine()
    const received: string[] = []
    client.on('message', (data) => received.push(data.toString()))
    connection.send({ type: 'live' })
    connection.close(4000, 'done')
    await once(client, 'close')
    expect(received).toEqual(['{"type":"live"}'])
  })
})
