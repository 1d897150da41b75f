import { once } from 'node:events'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import type { Stage, StageSite } from './stage.ts'

/** A shopper who writes. */
export interface Shopper {
  send(cid: string, text: string): void
}

/** How the generator speaks to a server; as little work as the protocol allows, so that the server is what is measured. */
export interface Dialect {
  shopper(stage: Stage, site: StageSite, secret: string, onAck: () => void): Promise<Shopper>
  /** @param onText called with the text of every message the member receives */
  member(stage: Stage, site: StageSite, onText: (text: string) => void): Promise<void>
}

export type DialectName = 'loods' | 'socket.io'

const TEXTS = /"text":"([^"]*)"/g

const loods: Dialect = {
  async shopper(stage, site, secret, onAck) {
    const socket = await greet(stage, { type: 'hello', v: 1, site: site.siteKey, secret })
    socket.on('message', (data) => {
      if (data.toString().startsWith('{"type":"sent"')) onAck()
    })
    return { send: (cid, text) => socket.send(JSON.stringify({ type: 'send', cid, text })) }
  },
  async member(stage, site, onText) {
    const hello = { type: 'member_hello', v: 1, siteId: site.siteId, token: site.token }
    const socket = await greet(stage, hello)
    socket.on('message', (data) => {
      for (const [, text = ''] of data.toString().matchAll(TEXTS)) onText(text)
    })
  },
}

/** Opens a socket and waits until its stream is live. */
async function greet(stage: Stage, hello: object): Promise<WebSocket> {
  const socket = new WebSocket(`${stage.url.replace('http', 'ws')}/live`, {
    perMessageDeflate: false,
  })
  await once(socket, 'open')
  socket.send(JSON.stringify(hello))
  return new Promise((resolve, reject) => {
    socket.on('message', function wait(data) {
      if (data.toString() !== '{"type":"live"}') return
      socket.off('message', wait)
      resolve(socket)
    })
    socket.once('close', (code) => reject(new Error(`the server closed a socket with ${code}`)))
  })
}

const socketIo: Dialect = {
  async shopper(stage, _site, secret, onAck) {
    const socket = await connect(stage, secret)
    return { send: (cid, text) => void socket.emit('message', { cid, text }, onAck) }
  },
  async member(stage, site, onText) {
    const socket = await connect(stage, site.token)
    socket.on('message', (message: { text: string }) => onText(message.text))
  },
}

async function connect(stage: Stage, token: string) {
  const socket = io(stage.url, { transports: ['websocket'], auth: { token }, forceNew: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}

export const DIALECTS: Record<DialectName, Dialect> = { loods, 'socket.io': socketIo }
