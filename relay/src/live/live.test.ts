import { formatCursor, type Message, type StreamEvent } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../testing/test-relay.ts'
import { openSocket } from '../testing/test-socket.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

let relay: TestRelay
let owner: TestOwner

async function shopper() {
  const { secret, conversationId } = await startVisitor(relay, owner.siteKey)
  const socket = await openSocket(relay.url, { type: 'hello', v: 1, site: owner.siteKey, secret })
  await socket.next('live')
  return { secret, conversationId, socket }
}

async function member(since?: string) {
  const socket = await openSocket(relay.url, {
    type: 'member_hello',
    v: 1,
    siteId: owner.siteId,
    token: owner.token,
    ...(since && { since }),
  })
  await socket.next('live')
  return socket
}

function isMessage(text: string) {
  return (event: StreamEvent) => event.type === 'message' && event.message.text === text
}

function texts(events: StreamEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'message' ? [event.message.text] : []))
}

describe.each(DIALECTS)('a chat over sockets, stored in %s', (dialect) => {
  beforeEach(async () => {
    relay = await startTestRelay({ env: await dialectEnv(dialect) })
    owner = await setUpOwner(relay)
  })
  afterEach(() => relay[Symbol.asyncDispose]())

  it('brings a shopper’s words to a member and the answer back', async () => {
    const inbox = await member()
    const { socket, conversationId } = await shopper()
    socket.send({ type: 'send', cid: nanoid(), text: 'Past deze bij E27?' })
    const sent = await socket.next('sent')
    expect(sent).toMatchObject({ seq: 1, n: 1 })
    const event = await inbox.event(isMessage('Past deze bij E27?'))
    expect(event).toMatchObject({ message: { seq: 1, author: { kind: 'visitor' } } })

    inbox.send({ type: 'send', cid: nanoid(), conversationId, text: 'Ja, tot 60 watt' })
    const answer = await socket.event(isMessage('Ja, tot 60 watt'))
    expect(answer).toMatchObject({ n: 2, message: { author: { kind: 'member', name: 'Noor' } } })
  })

  it('gives the first answer again when the same message is sent twice', async () => {
    const { socket } = await shopper()
    const cid = nanoid()
    socket.send({ type: 'send', cid, text: 'Hallo' })
    const first = await socket.next('sent')
    socket.send({ type: 'send', cid, text: 'Hallo' })
    const second = await socket.next('sent')
    expect(second).toEqual({ ...first, dup: true })
    socket.send({ type: 'send', cid, text: 'Iets anders' })
    expect(await socket.next('refused')).toMatchObject({ cid, error: { code: 'cid_conflict' } })
  })

  it('resumes from the cursor with every event that was missed and no other', async () => {
    const inbox = await member()
    const { epoch, head } = await inbox.next('welcome')
    const { socket } = await shopper()
    for (const text of ['een', 'twee', 'drie']) {
      socket.send({ type: 'send', cid: nanoid(), text })
      await socket.next('sent')
    }
    await inbox.event(isMessage('drie'))
    const again = await member(formatCursor({ epoch, n: head }))
    expect(texts(again.events)).toEqual(['een', 'twee', 'drie'])
    expect(again.events.map((event) => event.n)).toEqual(inbox.events.map((event) => event.n))
    expect(again.events.map((event) => event.n)).toEqual(again.events.map((_, i) => head + 1 + i))
  })

  it('says reset to a cursor of another history', async () => {
    const inbox = await member(formatCursor({ epoch: 'anotherepoch', n: 3 }))
    expect(await inbox.next('welcome')).toMatchObject({ resumed: false })
  })

  it('keeps notes from the shopper', async () => {
    const inbox = await member()
    const { socket, conversationId, secret } = await shopper()
    socket.send({ type: 'send', cid: nanoid(), text: 'Hallo' })
    await socket.next('sent')
    inbox.send({ type: 'send', cid: nanoid(), conversationId, text: 'twijfelt', note: true })
    await inbox.next('sent')
    inbox.send({ type: 'send', cid: nanoid(), conversationId, text: 'Hoi' })
    await socket.event(isMessage('Hoi'))
    expect(socket.events.map((event) => event.n)).toEqual([1, 2])
    const thread = await relay.json<{ messages: Message[] }>(`/widget/v1/${owner.siteKey}/thread`, {
      token: secret,
    })
    expect(thread.messages.map((message) => message.text)).toEqual(['Hallo', 'Hoi'])
  })

  it('answers a long poll on the same cursor when WebSocket is blocked', async () => {
    const { secret, conversationId } = await startVisitor(relay, owner.siteKey)
    const path = `/widget/v1/${owner.siteKey}`
    const { cursor } = await relay.json<{ cursor: string }>(`${path}/thread`, { token: secret })
    const poll = relay.json<{ events: StreamEvent[] }>(
      `${path}/events?since=${cursor}&wait=20000`,
      { token: secret },
    )
    await relay.json(`/api/sites/${owner.siteId}/conversations/${conversationId}/messages`, {
      token: owner.token,
      body: { cid: nanoid(), text: 'Kan ik helpen?' },
    })
    expect((await poll).events.map((event) => event.n)).toEqual([1])
  })
})
