import { once } from 'node:events'
import { WebSocket } from 'ws'
import { programInput } from '../harness/processes.ts'

/** What a crowd of clients is to say when its sockets open. */
export interface CrowdInput {
  url: string
  /** The first frame of each client. */
  hellos: object[]
}

/** Sockets opened at the same time: enough to be quick, few enough to be a calm arrival. */
const AT_ONCE = 50

/** Clients that say hello, wait until they are live and then say nothing; ends with its parent. */
async function main(): Promise<void> {
  const { url, hellos } = await programInput<CrowdInput>()
  const sockets: WebSocket[] = []
  let next = 0
  const open = async () => {
    while (next < hellos.length) sockets.push(await join(url, hellos[next++] as object))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, open))
  console.log(JSON.stringify({ open: hellos.length }))
  await once(process, 'SIGTERM')
  for (const socket of sockets) socket.terminate()
}

async function join(url: string, hello: object): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { perMessageDeflate: false })
  await once(socket, 'open')
  socket.send(JSON.stringify(hello))
  return new Promise((resolve, reject) => {
    socket.on('message', (data) => data.toString() === '{"type":"live"}' && resolve(socket))
    socket.once('close', (code) => reject(new Error(`the relay closed a socket with ${code}`)))
  })
}

await main()
