import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** How a relay can be: well, gone, ten seconds late, or talking nonsense. */
export type Mood = 'well' | 'down' | 'slow' | 'garbage'

/** A line to a relay, for the shop's server and for browsers alike. */
export interface MoodyLine extends AsyncDisposable {
  url: string
  /** Where it leads from now on. */
  leadTo(relay: { url: string }): void
  /** How the relay is from now on; connections of before are cut. */
  be(mood: Mood): void
}

const SLOW = 10_000
const NONSENSE = '<html><h1>It works!</h1></html>'
const GARBAGE = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: ${NONSENSE.length}\r\n\r\n${NONSENSE}`

export async function startMoodyLine(): Promise<MoodyLine> {
  const open = new Set<Socket>()
  let mood: Mood = 'well'
  let target = 0
  const server = createServer((client) => {
    track(open, client)
    if (mood === 'down') client.destroy()
    else if (mood === 'garbage') client.once('data', () => client.end(GARBAGE))
    else setTimeout(() => join(client, track(open, connect(target, '127.0.0.1'))), delay(mood))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: ({ url }) => {
      target = Number(new URL(url).port)
    },
    be(next) {
      mood = next
      cut()
    },
    async [Symbol.asyncDispose]() {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}

function delay(mood: Mood): number {
  return mood === 'slow' ? SLOW : 0
}

function track(open: Set<Socket>, socket: Socket): Socket {
  open.add(socket)
  socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
  return socket
}

function join(client: Socket, relay: Socket): void {
  client.pipe(relay).pipe(client)
  client.on('close', () => relay.destroy())
  relay.on('close', () => client.destroy())
}
