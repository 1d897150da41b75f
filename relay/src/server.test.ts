import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PollAnswer } from './live/long-poll.ts'
import { createTestLog, type TestLog } from './testing/test-log.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from './testing/test-relay.ts'
import { openSocket } from './testing/test-socket.ts'
import { DIALECTS, dialectEnv } from './testing/test-storage.ts'

let log: TestLog
let relay: TestRelay
let owner: TestOwner

/** A client that sends this much of a request and then keeps still, whatever it is told. */
async function stubborn(...lines: string[]): Promise<Socket> {
  const socket = connect(Number(new URL(relay.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(`${[...lines, 'host: relay'].join('\r\n')}\r\n\r\n`)
  return socket
}

/** Resolves once the relay works on this many requests. */
async function isBusyWith(count: number): Promise<void> {
  while (relay.context.underWay.size < count) await new Promise(setImmediate)
}

describe.each(DIALECTS)('a relay that is told to stop, on %s', (dialect) => {
  beforeEach(async () => {
    log = createTestLog()
    relay = await startTestRelay({ env: await dialectEnv(dialect), log })
    owner = await setUpOwner(relay)
  })
  afterEach(() => relay[Symbol.asyncDispose]())

  it('answers parked polls with where to go on, and logs no error', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    const streams = [
      [`/widget/v1/${owner.siteKey}/events`, secret],
      [`/api/sites/${owner.siteId}/events`, owner.token],
    ] as const
    const polls: Array<Promise<PollAnswer>> = []
    for (const [path, token] of streams) {
      const { cursor } = await relay.json<PollAnswer>(path, { token })
      polls.push(relay.json(`${path}?wait=25000&since=${cursor}`, { token }))
    }
    await isBusyWith(polls.length)
    await relay.server.stop()
    const answers = await Promise.all(polls)
    expect(answers.map(({ reset, events }) => [reset, events])).toEqual([
      [false, []],
      [false, []],
    ])
    expect(log.lines).toEqual([])
  })

  it('lets what it was asked end before its database closes, also when the asker is cut off', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    await stubborn(
      `POST /widget/v1/${owner.siteKey}/files HTTP/1.1`,
      `authorization: Bearer ${secret}`,
      'content-type: image/png',
      'content-length: 1000',
    )
    await isBusyWith(1)
    const call = relay.call('/api/session', { body: { email: 'a@b.example', password: 'een gok' } })
    await isBusyWith(2)
    await relay.server.stop()
    expect(relay.context.underWay.size).toBe(0)
    expect((await call).status).toBe(401)
    expect(log.lines).toEqual([])
  })

  it('tells sockets to come back, and lets go of those that do not answer', async () => {
    const { secret } = await startVisitor(relay, owner.siteKey)
    const site = owner.siteKey
    const socket = await openSocket(relay.url, { type: 'hello', v: 1, site, secret })
    await socket.next('live')
    const silent = await stubborn(
      'GET /live HTTP/1.1',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    )
    await once(silent, 'data')
    const gone = once(silent, 'close')
    await relay.server.stop()
    await gone
    expect(await socket.next('bye')).toMatchObject({ drain: true })
    expect(log.lines).toEqual([])
  })
})
