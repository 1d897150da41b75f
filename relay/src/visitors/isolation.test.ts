import type { ThreadAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTalk, type Talk } from '../testing/talk.ts'
import { openSocket } from '../testing/test-socket.ts'

let talk: Talk

beforeEach(async () => {
  talk = await startTalk()
})

afterEach(() => talk[Symbol.asyncDispose]())

/** Everything of one shopper another one could name. */
async function traces(text: string) {
  const shopper = await talk.shopper(text)
  const { read } = talk.relay.context.db
  const visitor = await read
    .selectFrom('visitors')
    .selectAll()
    .where('conversation_id', '=', shopper.conversationId)
    .executeTakeFirstOrThrow()
  const { cursor } = await talk.relay.json<ThreadAnswer>(talk.widget('/thread'), {
    token: shopper.secret,
  })
  return {
    secret: shopper.secret,
    ids: {
      conversationId: shopper.conversationId,
      visitorId: visitor.id,
      contactId: visitor.contact_id,
      since: cursor.replace(/\d+$/, '0'),
    },
  }
}

type Ids = Awaited<ReturnType<typeof traces>>['ids']

function unknownIds(ids: Ids): Ids {
  const conversationId = nanoid()
  return {
    conversationId,
    visitorId: nanoid(),
    contactId: nanoid(),
    since: ids.since.replace(ids.conversationId, conversationId),
  }
}

/** Calls a route as a shopper of one's own, naming somebody else's ids wherever one can. */
async function naming(ids: Ids, method: string, path: string) {
  const { secret } = await talk.relay.context.live.visitors.start(talk.owner.siteId, {})
  const route = path.replace(':siteKey', talk.owner.siteKey)
  const response = await talk.relay.call(`${route}?${new URLSearchParams(ids)}`, {
    method,
    token: secret,
    ...(method !== 'GET' && {
      body: { ...ids, cid: nanoid(), text: 'x', context: {}, kind: 'email', value: 'a@b.example' },
    }),
    headers: { 'x-visitor-id': ids.visitorId, 'x-conversation-id': ids.conversationId },
  })
  return { status: response.status, body: await response.text() }
}

describe('what one shopper says', () => {
  it('T02: T03: is not reached by naming ids on any route of another, nor told to exist', async () => {
    const { ids } = await traces('Mijn pincode is geheim')
    const routes = talk.relay.context.routes.filter((route) => route.policy === 'visitor')
    expect(routes.length).toBeGreaterThan(8)
    for (const { method, path } of routes) {
      const real = await naming(ids, method, path)
      const made = await naming(unknownIds(ids), method, path)
      expect([path, real.status]).toEqual([path, made.status])
      expect(real.body).not.toMatch(new RegExp(`geheim|${ids.contactId}|${ids.visitorId}`))
      expect(real.body.includes(ids.conversationId)).toBe(false)
    }
    expect(await talk.messages(ids.conversationId)).toHaveLength(1)
  })

  it('T03: is opened by no secret the relay did not mint', async () => {
    const { secret, ids } = await traces('Hallo')
    const forged = ['', 'x', ids.visitorId, ids.conversationId, `${secret}x`, secret.slice(1)]
    for (const token of forged) {
      expect(await talk.refusal(talk.widget('/thread'), { token })).toEqual({
        status: 401,
        code: 'unauthorized',
      })
    }
  })

  it('T77: never travels in another’s stream, live or resumed', async () => {
    const one = await traces('een')
    const two = await traces('twee')
    const hello = { type: 'hello', v: 1, site: talk.owner.siteKey, secret: two.secret } as const
    const socket = await openSocket(talk.relay.url, { ...hello, since: one.ids.since })
    expect(await socket.next('welcome')).toMatchObject({
      resumed: false,
      conversationId: two.ids.conversationId,
    })
    await socket.next('live')
    socket.send({ type: 'typing', conversationId: one.ids.conversationId, on: true })
    await talk.answer(one.ids.conversationId, 'alleen voor een')
    await talk.answer(two.ids.conversationId, 'voor twee')
    await socket.event((event) => event.type === 'message' && event.message.text === 'voor twee')
    expect(JSON.stringify(socket.frames)).not.toMatch(
      new RegExp(`alleen voor een|${one.ids.conversationId}`),
    )
  })
})

describe('a member of one shop', () => {
  it('T08: reaches nothing of another shop by naming its ids, and changes no row there', async () => {
    const { context } = talk.relay
    const other = await context.writer.run((tx) =>
      context.sites.create(tx, { name: 'B', language: 'nl', timeZone: 'Europe/Amsterdam' }),
    )
    const path = `/widget/v1/${other.key}`
    const foreign = await context.live.visitors.start(other.id, {})
    await talk.relay.json(`${path}/messages`, {
      token: foreign.secret,
      body: { cid: nanoid(), text: 'van B' },
    })
    const rows = () => context.db.read.selectFrom('conversations').selectAll().execute()
    const [theirs] = await rows()
    const contactId = theirs?.contact_id ?? ''
    const id = foreign.conversationId
    const token = talk.owner.token
    for (const [method, route, body] of [
      ['GET', `/conversations/${id}`],
      ['GET', `/conversations/${id}/messages`],
      ['GET', `/conversations/${id}/transcript`],
      ['GET', `/conversations/${id}/pages`],
      ['PATCH', `/conversations/${id}`, { status: 'closed', blocked: true }],
      ['POST', `/conversations/${id}/messages`, { cid: nanoid(), text: 'x' }],
      ['POST', `/conversations/${id}/seen`, { read: 1 }],
      ['POST', `/conversations/${id}/files`, {}],
      ['GET', `/contacts/${contactId}`],
      ['PATCH', `/contacts/${contactId}`, { name: 'x' }],
      ['GET', `/contacts/${contactId}/conversations`],
      ['GET', `/contacts/${contactId}/export`],
      ['DELETE', `/contacts/${contactId}`],
    ] as const) {
      const call = { method, token, ...(body && { body }) }
      const refused = await talk.refusal(talk.site(route), call)
      expect([method, route, refused]).toEqual([method, route, { status: 404, code: 'not_found' }])
    }
    expect(await rows()).toEqual([theirs])
  })
})
