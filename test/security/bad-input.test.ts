import { MAX_JSON_BYTES, MAX_VISITOR_TEXT, type Message, parseCursor } from '@loods/protocol'
import fc from 'fast-check'
import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import {
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
  const newVisitors = { points: 10_000, seconds: 60 }
  relay = await startTestRelay({
    limits: { ...DEFAULT_LIMITS, newVisitors, firstMessages: newVisitors },
  })
  shop = await setUpOwner(relay)
})
afterAll(() => relay[Symbol.asyncDispose]())

/** What a shopper gets back for a body sent to the messages route. */
async function say(body: unknown, secret?: string): Promise<{ status: number; code: string }> {
  const token = secret ?? (await startVisitor(relay, shop.siteKey)).secret
  const response = await relay.call(`/widget/v1/${shop.siteKey}/messages`, { body, token })
  const answer = (await response.json()) as { error?: { code: string } }
  return { status: response.status, code: answer.error?.code ?? '' }
}

const cid = () => nanoid()
const token = () => startVisitor(relay, shop.siteKey).then((visitor) => visitor.secret)

describe('what a shopper may not send is refused by name', () => {
  it.each([
    ['nothing at all', { cid: cid() }, 400, 'empty'],
    ['spaces only', { cid: cid(), text: ' \n\t ' }, 400, 'empty'],
    ['more than fits', { cid: cid(), text: 'a'.repeat(MAX_VISITOR_TEXT + 1) }, 400, 'too_long'],
    ['a NUL', { cid: cid(), text: 'a\u0000b' }, 400, 'invalid'],
    ['half a surrogate pair', { cid: cid(), text: 'a\ud800b' }, 400, 'invalid'],
    ['a megabyte of emoji', { cid: cid(), text: '🧭'.repeat(262_144) }, 413, 'too_large'],
    ['no cid', { text: 'hallo' }, 400, 'invalid'],
    ['a cid that is no cid', { cid: '../../etc', text: 'hallo' }, 400, 'invalid'],
    ['T14: an object for a text', { cid: cid(), text: { $gt: '' } }, 400, 'invalid'],
    ['T14: an array for a text', { cid: cid(), text: ['hallo'] }, 400, 'invalid'],
    ['T14: an object for a cid', { cid: { $ne: null }, text: 'hallo' }, 400, 'invalid'],
    ['a list for a body', [1, 2, 3], 400, 'invalid'],
  ])('%s', async (_what, body, status, code) => {
    expect(await say(body, await token())).toEqual({ status, code })
  })

  it('a body that is not JSON', async () => {
    const response = await fetch(`${relay.url}/widget/v1/${shop.siteKey}/messages`, {
      method: 'POST',
      body: '{"cid":',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('is not JSON')
  })

  it('JSON nested deeper than anything of ours', async () => {
    const deep = `{"cid":"${cid()}","text":${'['.repeat(5_000)}${']'.repeat(5_000)}}`
    const response = await fetch(`${relay.url}/widget/v1/${shop.siteKey}/messages`, {
      method: 'POST',
      body: deep,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
    })
    expect(response.status).toBe(400)
  })

  it('a refusal says what to do, and never quotes what was sent', async () => {
    const secretText = 'kaartnummer 4111111111111111'
    const response = await relay.call(`/widget/v1/${shop.siteKey}/messages`, {
      body: { cid: secretText, text: 'hallo' },
      token: await token(),
    })
    const { error } = (await response.json()) as { error: { message: string; field: string } }
    expect(error.field).toBe('cid')
    expect(error.message).toMatch(/Change it and send again/)
    expect(error.message).not.toContain('4111')
  })
})

describe('T32: size is counted, not believed', () => {
  it('refuses a chunked body while it streams', async () => {
    const secret = await token()
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384
        if (sent > 64 * 1024 * 1024) controller.close()
        else controller.enqueue(new Uint8Array(16_384).fill(32))
      },
    })
    const response = await fetch(`${relay.url}/widget/v1/${shop.siteKey}/messages`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    } as RequestInit).catch(() => undefined)
    if (response) expect(response.status).toBe(413)
    expect(sent).toBeLessThan(8 * 1024 * 1024)
  })
})

describe('T02, T03: ids that are not one’s own', () => {
  it('refuses a secret the relay did not make', async () => {
    expect(
      await say({ cid: cid(), text: 'hallo' }, 'zelf-bedacht-geheim-van-43-tekens-lang-0000'),
    ).toMatchObject({ status: 401 })
  })

  it('shows a shopper nothing of another one, and no difference between theirs and nobody’s', async () => {
    const mine = await startVisitor(relay, shop.siteKey)
    const theirs = await startVisitor(relay, shop.siteKey)
    await say({ cid: cid(), text: 'geheim' }, theirs.secret)
    const read = async (query: string) => {
      const response = await relay.call(`/widget/v1/${shop.siteKey}/messages${query}`, {
        token: mine.secret,
      })
      return { status: response.status, body: await response.text() }
    }
    const nothing = await read('')
    for (const name of ['conversationId', 'conversation', 'visitor', 'visitorId', 'contactId']) {
      expect(await read(`?${name}=${theirs.conversationId}`)).toEqual(nothing)
      expect(await read(`?${name}=${nanoid()}`)).toEqual(nothing)
    }
  })

  it('answers a forged conversation of a member as not found', async () => {
    const response = await relay.call(`/api/sites/${shop.siteId}/conversations/${nanoid()}`, {
      token: shop.token,
    })
    expect(response.status).toBe(404)
  })
})

describe('a socket that speaks badly', () => {
  it('is closed when its first frame is no hello', async () => {
    const socket = await openSocket(relay.url, { type: 'ping' })
    expect(await socket.closed).toBe(4002)
  })

  it('is closed when it says hello with a secret that opens nothing', async () => {
    const hello = { type: 'hello' as const, v: 1, site: shop.siteKey, secret: 'x'.repeat(43) }
    const socket = await openSocket(relay.url, hello)
    expect(await socket.closed).toBe(4001)
  })

  it('is closed for a frame beyond the limit, and the relay goes on', async () => {
    const { secret } = await startVisitor(relay, shop.siteKey)
    const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/live`)
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'hello', v: 1, site: shop.siteKey, secret }))
      socket.send('x'.repeat(MAX_JSON_BYTES + 1))
    })
    expect(await closed).toBe(1009)
    expect((await relay.call('/readyz')).status).toBe(200)
  })

  it('gets refusals for 10,000 messages in a second, and the merchant sees nothing broken', async () => {
    const { secret, conversationId } = await startVisitor(relay, shop.siteKey)
    const socket = await openSocket(relay.url, { type: 'hello', v: 1, site: shop.siteKey, secret })
    await socket.next('live')
    for (let i = 0; i < 10_000; i++) {
      socket.send({ type: 'send', cid: nanoid(), text: `bericht ${i}` })
      // Who writes for a second without reading once is let go as a slow reader instead.
      if (i % 250 === 0) await new Promise(setImmediate)
    }
    while (
      socket.frames.filter((frame) => frame.type === 'sent' || frame.type === 'refused').length <
      10_000
    ) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const sent = socket.frames.filter((frame) => frame.type === 'sent')
    const refused = socket.frames.filter((frame) => frame.type === 'refused')
    expect(
      refused.every(
        (frame) => frame.error.code === 'rate_limited' && (frame.error.retryAfter ?? 0) > 0,
      ),
    ).toBe(true)
    const path = `/api/sites/${shop.siteId}/conversations/${conversationId}/messages`
    const { messages } = await relay.json<{ messages: Message[] }>(path, { token: shop.token })
    expect(messages.filter((message) => message.kind === 'text')).toHaveLength(sent.length)
  })

  it('never brings the relay down, whatever JSON it sends', async () => {
    const { secret } = await startVisitor(relay, shop.siteKey)
    const types = fc.constantFrom(
      'send',
      'typing',
      'seen',
      'context',
      'renew',
      'ping',
      'hello',
      'member_hello',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(types, fc.dictionary(fc.string(), fc.json())), { maxLength: 20 }),
        async (frames) => {
          const socket = await openSocket(relay.url, {
            type: 'hello',
            v: 1,
            site: shop.siteKey,
            secret,
          })
          for (const [type, fields] of frames) socket.send({ ...fields, type } as never)
          socket.send({ type: 'ping' })
          await Promise.race([socket.next('pong'), socket.closed])
          socket.close()
        },
      ),
      { numRuns: 40 },
    )
    expect((await relay.call('/readyz')).status).toBe(200)
  })
})

describe('cursors', () => {
  it('are read or refused, never half understood', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cursor = parseCursor(text)
        return cursor === undefined || Number.isSafeInteger(cursor.n)
      }),
    )
  })
})
