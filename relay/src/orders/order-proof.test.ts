import type { Conversation, HistoryAnswer, ShownOrder } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LinkedShop, startLinkedShop } from '../testing/linked-shop.ts'
import { addTestMember } from '../testing/test-relay.ts'
import { signAsShop } from '../testing/test-shop.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

const CODE = '204816'
const ORDER: ShownOrder = {
  number: '1042',
  placedAt: Date.UTC(2026, 10, 20),
  status: 'Verzonden',
  total: 59.9,
  currency: 'EUR',
  items: [{ title: 'Bureaulamp Noot', quantity: 1 }],
  note: 'PostNL 3STEST123456',
}

describe.each(DIALECTS)('an order of a shopper nobody verified, on %s', (dialect) => {
  let linked: LinkedShop
  let shopper: { secret: string; conversationId: string }
  /** What the shop was asked, in order. */
  let asked: Array<Record<string, unknown>>

  beforeEach(async () => {
    asked = []
    linked = await startLinkedShop({ env: await dialectEnv(dialect) })
    shopper = await begin()
    await signed({ conversation: shopper.conversationId, order: ORDER })
  })
  afterEach(() => linked[Symbol.asyncDispose]())

  async function begin() {
    const visitor = await linked.visitor()
    await linked.relay.json(`/widget/v1/${linked.keys.siteKey}/messages`, {
      token: visitor.secret,
      body: { cid: nanoid(), text: 'Waar blijft mijn bestelling?' },
    })
    return visitor
  }

  /** What the shop answers to the right code. */
  async function signed(claims: Record<string, unknown>, keys = linked.keys): Promise<void> {
    const token = await signAsShop(keys, 'loods-order', claims)
    linked.shop.answers = {
      'order-code': (question) => {
        asked.push(question)
        return { body: { asked: true } }
      },
      order: (question) => {
        asked.push(question)
        return question.code === CODE ? { body: { token } } : { status: 403, body: {} }
      },
    }
  }

  function ask(body: object, id = shopper.conversationId, token = linked.member.token) {
    return linked.relay.call(linked.site(`/conversations/${id}/order`), { token, body })
  }

  async function prove(code: unknown, secret = shopper.secret): Promise<number> {
    const path = `/widget/v1/${linked.keys.siteKey}/order`
    return (await linked.relay.call(path, { token: secret, body: { code } })).status
  }

  function conversation(id = shopper.conversationId): Promise<Conversation> {
    return linked.relay.json(linked.site(`/conversations/${id}`), { token: linked.member.token })
  }

  async function thread(): Promise<string> {
    const path = `/widget/v1/${linked.keys.siteKey}/thread`
    const answer = await linked.relay.json<HistoryAnswer>(path, { token: shopper.secret })
    return JSON.stringify(answer.messages.map(({ line, text }) => line ?? text))
  }

  it('is shown to members once the shopper typed the code, and said in the thread', async () => {
    expect((await ask({ number: '1042' })).status).toBe(204)
    expect(asked).toEqual([{ conversation: shopper.conversationId, number: '1042' }])
    expect((await conversation()).context.orders).toBeUndefined()
    expect(await prove(' 204 816 ')).toBe(204)
    expect((await conversation()).context.orders).toEqual([ORDER])
    expect(await thread()).toMatch(/order_asked.*order_shown/)
  })

  it('is never told to the shopper’s side, and its code is kept nowhere', async () => {
    await ask({ number: '1042' })
    await prove(CODE)
    expect(await thread()).not.toMatch(/Verzonden|PostNL|204816/)
    const rows = await linked.relay.context.db.read.selectFrom('messages').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(CODE)
  })

  it('stays through what the page tells, once however often it is proved, and goes with the conversation', async () => {
    await ask({ number: '1042' })
    await prove(CODE)
    await prove(CODE)
    await linked.relay.json(`/widget/v1/${linked.keys.siteKey}/context`, {
      token: shopper.secret,
      body: { context: { orders: [], page: { url: `${linked.shop.url}/cart` } } },
    })
    const { context, contact } = await conversation()
    expect(context.orders).toEqual([ORDER])
    const path = linked.site(`/contacts/${contact.id}`)
    await linked.relay.call(path, { method: 'DELETE', token: linked.member.token })
    const { read } = linked.relay.context.db
    const left = await read.selectFrom('conversations').select('context').execute()
    expect(JSON.stringify(left)).not.toContain('1042')
  })

  it('is asked for in the same words whether there is one or not', async () => {
    const [known, unknown] = [await ask({ number: '1042' }), await ask({ number: '999999' })]
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
  })

  it.each([
    ['a wrong code', '111111', 403],
    ['no code', '', 400],
    ['letters', 'abcdef', 400],
    ['T14: an object', { $ne: '' }, 400],
  ])('is not shown for %s', async (_what, code, status) => {
    await ask({ number: '1042' })
    expect(await prove(code)).toBe(status)
    expect((await conversation()).context.orders).toBeUndefined()
  })

  it('is not shown when it was signed for another conversation, by another shop, or not at all', async () => {
    const other = await begin()
    expect(await prove(CODE, other.secret)).toBe(503)
    await signed(
      { conversation: shopper.conversationId, order: ORDER },
      { ...linked.keys, secret: 'x'.repeat(43) },
    )
    expect(await prove(CODE)).toBe(503)
    linked.shop.answers.order = () => ({ body: { order: ORDER } })
    expect(await prove(CODE)).toBe(503)
    expect((await conversation()).context.orders).toBeUndefined()
    expect((await conversation(other.conversationId)).context.orders).toBeUndefined()
  })

  it('leads nowhere but into the shop', async () => {
    const url = 'https://elders.example/order/1042'
    await signed({ conversation: shopper.conversationId, order: { ...ORDER, url } })
    await prove(CODE)
    await signed({ conversation: shopper.conversationId, order: { ...ORDER, url: 'javascript:1' } })
    await prove(CODE)
    expect((await conversation()).context.orders).toEqual([ORDER])
    const own = `${linked.shop.url}/wp-admin/post.php?post=1042`
    await signed({ conversation: shopper.conversationId, order: { ...ORDER, url: own } })
    await prove(CODE)
    expect((await conversation()).context.orders).toEqual([{ ...ORDER, url: own }])
  })

  it('cannot be guessed at, nor somebody be flooded with codes', async () => {
    const tried = []
    for (let guess = 0; guess < 12; guess += 1) tried.push(await prove(`00000${guess % 10}`))
    expect(tried.filter((status) => status === 403)).toHaveLength(10)
    expect(tried.at(-1)).toBe(429)
    const mails = []
    for (let one = 0; one < 6; one += 1) mails.push((await ask({ number: '1042' })).status)
    expect(mails).toEqual([204, 204, 204, 204, 204, 429])
  })

  it('is asked for by members of the shop, in its own conversations', async () => {
    expect((await ask({ number: '1042' }, nanoid())).status).toBe(404)
    expect((await ask({ number: '1042' }, undefined, shopper.secret)).status).toBe(401)
    const agent = await addTestMember(linked.relay, linked.keys.siteId, 'agent')
    expect((await ask({ number: '1042' }, undefined, agent.token)).status).toBe(204)
    expect((await ask({ number: 'x'.repeat(41) })).status).toBe(400)
  })

  it('says so when the shop does not answer, and nothing stands in the thread', async () => {
    linked.shop.answers = {}
    expect((await ask({ number: '1042' })).status).toBe(404)
    expect(await thread()).not.toContain('order_asked')
  })
})
