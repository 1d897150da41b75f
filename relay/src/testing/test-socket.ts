import type { ClientFrame, ServerFrame, StreamEvent } from '@loods/protocol'
import { WebSocket } from 'ws'
import { BROWSER_AGENT } from './test-relay.ts'

type FrameOf<T extends ServerFrame['type']> = ServerFrame & { type: T }

/** A client's socket in a test: keeps every frame, and waits for the one a test speaks of. */
export interface TestSocket {
  frames: ServerFrame[]
  /** Events so far, in the order they came. */
  readonly events: StreamEvent[]
  send(frame: ClientFrame): void
  /** The next frame of a type that was not taken yet; waits for it. */
  next<T extends ServerFrame['type']>(type: T): Promise<FrameOf<T>>
  /** Waits until the events hold one that fits. */
  event(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>
  closed: Promise<number>
  close(): void
}

/** Opens a socket and says hello. */
export async function openSocket(
  url: string,
  hello: ClientFrame,
  origin?: string,
): Promise<TestSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, {
    headers: { 'user-agent': BROWSER_AGENT },
    ...(origin && { origin }),
  })
  const frames: ServerFrame[] = []
  const waiting = new Set<() => void>()
  let taken = new Set<ServerFrame>()
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  socket.on('message', (data) => {
    frames.push(JSON.parse(data.toString()) as ServerFrame)
    for (const check of waiting) check()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.send(JSON.stringify(hello))

  function until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = find()
        if (found === undefined) return
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  }

  const self: TestSocket = {
    frames,
    get events() {
      return frames.flatMap((frame) => (frame.type === 'events' ? frame.events : []))
    },
    send: (frame) => socket.send(JSON.stringify(frame)),
    next: (type) =>
      until(() => {
        const found = frames.find((frame) => frame.type === type && !taken.has(frame))
        if (found) taken = taken.add(found)
        return found as FrameOf<typeof type> | undefined
      }),
    event: (fits) => until(() => self.events.find(fits)),
    closed,
    close: () => socket.close(),
  }
  return self
}
