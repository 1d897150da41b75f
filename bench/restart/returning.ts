import { once } from 'node:events'
import { WebSocket } from 'ws'
import { programInput, sleep } from '../harness/processes.ts'
import type { CrowdInput } from '../idle/sockets.ts'

/** How a crowd came back. */
export interface Return {
  /** Sockets that are live again. */
  back: number
  /** Seconds from the first loss to the last return. */
  seconds: number
  /** Attempts to connect that failed. */
  failed: number
}

/** Seconds within which a client first tries again when nobody told it how long to wait. */
const FIRST_SPREAD = 5
/** Seconds before the second, third ... try, at most; a random part of it is waited. */
const BACK_OFF = [0.5, 1, 2, 4, 8, 16, 30]
const AT_ONCE = 50

const { url, hellos } = await programInput<CrowdInput>()
let lostAt = 0
let failed = 0
let live = 0
const told = Promise.withResolvers<void>()

await arrive()
console.log(JSON.stringify({ open: live }))
await told.promise
while (live < hellos.length) await sleep(50)
const seconds = (performance.now() - lostAt) / 1_000
console.log(JSON.stringify({ back: live, seconds, failed } satisfies Return))
await once(process, 'SIGTERM')
process.exit(0)

async function arrive(): Promise<void> {
  let next = 0
  const open = async () => {
    while (next < hellos.length) await connect(hellos[next++] as object, 0)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, open))
}

/** Opens a socket and keeps it open: comes back whenever it is lost. Resolves once it is live. */
async function connect(hello: object, tries: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { perMessageDeflate: false })
  let spread = FIRST_SPREAD
  let isLive = false
  socket.on('open', () => socket.send(JSON.stringify(hello)))
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as { type: string; spread?: number }
    if (frame.type === 'bye') spread = frame.spread ?? spread
    if (frame.type !== 'live') return
    isLive = true
    live += 1
    resolve()
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    if (isLive) leave()
    else failed += 1
    const limit = isLive ? spread : (BACK_OFF[Math.min(tries, BACK_OFF.length - 1)] ?? 30)
    const again = () => resolve(connect(hello, isLive ? 0 : tries + 1))
    setTimeout(again, Math.random() * limit * 1_000)
  })
  return promise
}

function leave(): void {
  live -= 1
  if (lostAt === 0) lostAt = performance.now()
  told.resolve()
}
