import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addTestSite,
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { openSocket } from '../../relay/src/testing/test-socket.ts'

let relay: TestRelay
let shop: TestOwner

beforeAll(async () => {
  relay = await startTestRelay()
  shop = await setUpOwner(relay)
})
afterAll(() => relay[Symbol.asyncDispose]())

async function shopper() {
  const { secret, conversationId } = await startVisitor(relay, shop.siteKey)
  const socket = await openSocket(relay.url, { type: 'hello', v: 1, site: shop.siteKey, secret })
  await socket.next('live')
  return { socket, secret, conversationId }
}

describe('T77: a stream belongs to one conversation, at its start and with every event', () => {
  it('brings a shopper nothing of another one, whatever cursor it claims', async () => {
    const mine = await shopper()
    const theirs = await shopper()
    theirs.socket.send({ type: 'send', cid: nanoid(), text: 'geheim' })
    await theirs.socket.next('sent')
    const epoch = (await mine.socket.next('welcome')).epoch
    for (const since of [
      `${epoch}.${theirs.conversationId}.0`,
      `${epoch}.0`,
      `${epoch}.${mine.conversationId}.0`,
    ]) {
      const hello = { type: 'hello' as const, v: 1, site: shop.siteKey, secret: mine.secret, since }
      const again = await openSocket(relay.url, hello)
      await again.next('live')
      expect(JSON.stringify(again.frames)).not.toContain('geheim')
      again.close()
    }
    expect(JSON.stringify(mine.socket.frames)).not.toContain('geheim')
  })

  it('takes no word, mark or typing for a conversation that is another one’s', async () => {
    const mine = await shopper()
    const theirs = await shopper()
    mine.socket.send({
      type: 'send',
      cid: nanoid(),
      conversationId: theirs.conversationId,
      text: 'van mij',
    })
    await mine.socket.next('sent')
    mine.socket.send({ type: 'typing', conversationId: theirs.conversationId, on: true })
    mine.socket.send({ type: 'seen', conversationId: theirs.conversationId, read: 99 })
    mine.socket.send({ type: 'ping' })
    await mine.socket.next('pong')
    theirs.socket.send({ type: 'ping' })
    await theirs.socket.next('pong')
    expect(theirs.socket.events).toEqual([])
    expect(theirs.socket.frames.filter((frame) => frame.type === 'typing')).toEqual([])
  })

  it('refuses a member’s socket to a shop that is not theirs', async () => {
    const other = await addTestSite(relay)
    const socket = await openSocket(relay.url, {
      type: 'member_hello',
      v: 1,
      siteId: shop.siteId,
      token: other.token,
    })
    expect(await socket.closed).toBe(4001)
  })
})

describe('T20: a drawing that would fetch is never drawn', () => {
  it.each([
    ['image/svg+xml', 'logo.svg'],
    ['image/png', 'logo.png'],
    ['image/jpeg', 'foto.jpg'],
  ])('refuses an SVG that calls itself %s', async (type, name) => {
    const { secret } = await startVisitor(relay, shop.siteKey)
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://169.254.169.254/latest/meta-data/"/></svg>'
    const response = await fetch(`${relay.url}/widget/v1/${shop.siteKey}/files`, {
      method: 'POST',
      body: svg,
      headers: { authorization: `Bearer ${secret}`, 'content-type': type, 'x-file-name': name },
    })
    expect(response.status).toBe(415)
    expect(await response.text()).toContain('unsupported_file')
  })
})
