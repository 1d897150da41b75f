import type { Duplex } from 'node:stream'
import { CLOSE, type ServerFrame } from '@loods/protocol'
import type { WebSocket } from 'ws'

/** Bytes a slow reader may leave in our memory; the cursor makes closing it lossless. */
const MAX_BUFFERED = 256 * 1024

/** One client's line: frames out, bounded; everything about its transport ends here. */
export interface Connection {
  send(frame: ServerFrame): void
  /** Sends a frame that is already JSON. */
  sendText(text: string): void
  close(code: number, reason: string): void
  /** Lets go at once: the other end does not answer any more. */
  drop(): void
  readonly open: boolean
}

/** @param transport what the socket writes to */
export function createConnection(socket: WebSocket, transport: Duplex): Connection {
  let held = false

  /** The frames of one turn leave in one write: each write is a system call, the dearest part of a frame. */
  function holdBack(): void {
    if (held) return
    held = true
    transport.cork()
    process.nextTick(letGo)
  }

  function letGo(): void {
    held = false
    transport.uncork()
  }

  const connection: Connection = {
    get open() {
      return socket.readyState === socket.OPEN
    },
    send: (frame) => connection.sendText(JSON.stringify(frame)),
    sendText(text) {
      if (!connection.open) return
      // What this turn holds back is not what the reader left: it counts once it was let go.
      if (held && socket.bufferedAmount > MAX_BUFFERED) letGo()
      if (socket.bufferedAmount > MAX_BUFFERED) {
        connection.close(CLOSE.slowConsumer, 'you read too slowly; come back and resume')
        return
      }
      holdBack()
      socket.send(text)
    },
    close: (code, reason) => socket.close(code, reason),
    drop: () => socket.terminate(),
  }
  return connection
}
