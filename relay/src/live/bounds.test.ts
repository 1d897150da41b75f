import { CLOSE, SILENCE_LIMIT } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startTalk, type Talk } from '../testing/talk.ts'
import { openSocket, type TestSocket } from '../testing/test-socket.ts'

let talk: Talk

beforeEach(async () => {
  talk = await startTalk()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await talk[Symbol.asyncDispose]()
})

async function shopperSocket(secret: string): Promise<TestSocket> {
  const site = talk.owner.siteKey
  const socket = await openSocket(talk.relay.url, { type: 'hello', v: 1, site, secret })
  await socket.next('live')
  return socket
}

/** Sends a ping and waits for its answer: the relay has heard this socket. */
async function heard(socket: TestSocket): Promise<void> {
  socket.send({ type: 'ping' })
  await socket.next('pong')
}

describe('a reader that is too slow', () => {
  it('is let go once its queue is full, and reads on from its cursor without a hole', async () => {
    const { conversationId } = await talk.shopper('Een')
    const inbox = await talk.inbox()
    const { epoch, head } = await inbox.next('welcome')
    const slow = new WebSocket(`${talk.relay.url.replace('http', 'ws')}/live`)
    const { siteId, token } = talk.owner
    await new Promise((resolve) => slow.once('open', resolve))
    slow.send(JSON.stringify({ type: 'member_hello', v: 1, siteId, token }))
    await new Promise<void>((resolve) => {
      slow.on('message', (data) => String(data).includes('"live"') && resolve())
    })
    const closed = new Promise((resolve) => slow.once('close', resolve))
    slow.pause()
    const { rooms } = talk.relay.context
    const online = [{ id: 'x'.repeat(100_000), name: 'x' }]
    // The system's own buffers fill first, then ours.
    for (let i = 0; i < 200; i += 1) {
      rooms.toMembers(siteId, { type: 'presence', online } as never)
      await new Promise(setImmediate)
    }
    await talk.answer(conversationId, 'Twee')
    slow.resume()
    expect(await closed).toBe(CLOSE.slowConsumer)
    const since = `${epoch}.${head}`
    const back = await openSocket(talk.relay.url, {
      type: 'member_hello',
      v: 1,
      siteId,
      token,
      since,
    })
    const answer = await back.event((event) => event.type === 'message')
    expect(answer).toMatchObject({ n: head + 1, message: { text: 'Twee' } })
  })
})

describe('the sockets of one shopper', () => {
  it('are three: one more takes the place of the one that was silent longest', async () => {
    const { secret } = await talk.shopper('Hallo')
    const first = await shopperSocket(secret)
    const second = await shopperSocket(secret)
    const third = await shopperSocket(secret)
    await heard(first)
    const fourth = await shopperSocket(secret)
    expect(await second.closed).toBe(CLOSE.tooManySockets)
    for (const socket of [first, third, fourth]) await heard(socket)
    expect(talk.relay.context.rooms.count().visitors).toBe(3)
  })

  it('are let go when nothing was heard of them longer than clients ever keep still', async () => {
    const { secret } = await talk.shopper('Hallo')
    const silent = await shopperSocket(secret)
    const alive = await shopperSocket(secret)
    const later = performance.now() + SILENCE_LIMIT + 1_000
    vi.spyOn(performance, 'now').mockReturnValue(later)
    await heard(alive)
    talk.relay.context.rooms.sweep()
    expect(await silent.closed).toBe(1006)
    await heard(alive)
  })
})

describe('marks of what was received and read', () => {
  it('never fall, and never pass what is there', async () => {
    const { secret, conversationId } = await talk.shopper('Een')
    await talk.answer(conversationId, 'Twee')
    const seen = (body: object) => talk.relay.json(talk.widget('/seen'), { token: secret, body })
    const marks = async () => (await talk.conversation(conversationId)).marks
    await seen({ delivered: 1_000 })
    expect(await marks()).toMatchObject({ visitorDelivered: 2, visitorRead: 0 })
    await seen({ read: 2 })
    await seen({ read: 1, delivered: 1 })
    expect(await marks()).toMatchObject({ visitorDelivered: 2, visitorRead: 2 })
    await talk.say({ secret, conversationId }, 'Drie', { cid: nanoid() })
    expect(await marks()).toMatchObject({ visitorRead: 2 })
  })
})
