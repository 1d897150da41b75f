import type { ClientFrame, HistoryAnswer, LiveVisit, PageRef, ViewAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Shopper, startTalk, type Talk } from '../testing/talk.ts'
import { BROWSER_AGENT } from '../testing/test-relay.ts'
import { openSocket } from '../testing/test-socket.ts'

type Context = (ClientFrame & { type: 'context' })['context']

let talk: Talk

beforeEach(async () => {
  talk = await startTalk()
})

afterEach(() => talk[Symbol.asyncDispose]())

function tell(shopper: Shopper, context: unknown) {
  return talk.relay.json(talk.widget('/context'), { token: shopper.secret, body: { context } })
}

async function contextOf(shopper: Shopper) {
  return (await talk.conversation(shopper.conversationId)).context
}

function pages(shopper: Shopper) {
  const path = talk.site(`/conversations/${shopper.conversationId}/pages`)
  return talk.relay.json<{ pages: PageRef[] }>(path, { token: talk.owner.token })
}

describe('what a shopper’s page tells', () => {
  it('reaches the member while it changes, with the page the chat began on', async () => {
    const { secret, conversationId } = await talk.shopper('Hallo')
    const inbox = await talk.inbox()
    const socket = await openSocket(talk.relay.url, {
      type: 'hello',
      v: 1,
      site: talk.owner.siteKey,
      secret,
      context: { page: { url: 'https://lamp.example/cart', title: 'Winkelwagen', kind: 'cart' } },
    })
    const moved = (path: string) =>
      inbox.event(
        (event) =>
          event.type === 'conversation' &&
          event.conversation.context.page?.url === `https://lamp.example${path}`,
      )
    await moved('/cart')
    const shop = {
      cart: { lines: [{ title: 'Noot', quantity: 2, price: 49.5 }], total: 99, currency: 'EUR' },
      fields: { member: 'gold' },
    }
    const page = { url: 'https://lamp.example/checkout', kind: 'checkout' as const }
    socket.send({ type: 'context', context: { page, shop, language: 'nl' } })
    await moved('/checkout')
    const context = await contextOf({ secret, conversationId })
    expect(context).toMatchObject({ page, shop, language: 'nl' })
    expect(context.firstPage?.url).toBe('https://lamp.example/lampen/noot')
    const seen = (await pages({ secret, conversationId })).pages
    expect(seen.map(({ url }) => new URL(url).pathname).toSorted()).toEqual([
      '/cart',
      '/checkout',
      '/lampen/noot',
    ])
  })

  it('makes no event when it says the same again, and none before anything was said', async () => {
    const shopper = await talk.shopper()
    const inbox = await talk.inbox()
    await tell(shopper, { page: { url: 'https://lamp.example/cart' } })
    await talk.say(shopper, 'Hallo')
    await tell(shopper, { page: { url: 'https://lamp.example/cart' } })
    await tell(shopper, { page: { url: 'https://lamp.example/checkout' } })
    await inbox.event(
      (event) =>
        event.type === 'conversation' &&
        event.conversation.context.page?.url === 'https://lamp.example/checkout',
    )
    expect(inbox.events.map((event) => event.type)).toEqual([
      'message',
      'conversation',
      'conversation',
    ])
  })

  it('T26: is kept as short text and web addresses only, and never stops the chat', async () => {
    const shopper = await talk.shopper('Hallo')
    const hostile: Record<string, unknown> = {
      page: {
        url: 'https://u:p@lamp.example/x?q=<script>#frag',
        title: `\u0000<b>${'x'.repeat(9_000)}`,
      },
      referrer: 'javascript:alert(1)',
      language: '<script>',
      device: 'toaster',
      timeZone: '../../etc',
      browser: { $ne: 1 },
      firstPage: { url: 'https://evil.example/' },
      shop: {
        cart: {
          lines: Array.from({ length: 900 }, () => ({ title: 'x', quantity: 1 })),
          total: '9',
        },
        product: { title: 'Noot', url: 'data:text/html,x' },
        fields: { nested: { a: 1 }, ok: 'ja', ['k'.repeat(90)]: 'x' },
        evil: true,
      },
    }
    await tell(shopper, hostile)
    const context = await contextOf(shopper)
    expect(context.page?.url).toBe('https://lamp.example/x?q=%3Cscript%3E')
    expect(context.page?.title).toMatch(/^<b>x{1,197}$/)
    expect(context.firstPage?.url).toBe('https://lamp.example/lampen/noot')
    expect(context.shop?.cart?.lines).toHaveLength(50)
    expect(context.shop).toMatchObject({ product: { title: 'Noot' }, fields: { ok: 'ja' } })
    expect(JSON.stringify(context)).not.toMatch(/javascript:|data:|evil|toaster|etc|\$ne|nested/)
    for (const context of [{ page: 7 }, { page: { url: 'ftp://x/' } }, {}, { shop: 'x' }]) {
      await tell(shopper, context)
    }
    const answer = await talk.relay.call(talk.widget('/visitors'), { body: { context: hostile } })
    expect(answer.status).toBe(200)
  })

  it('is limited in number, without closing the socket', async () => {
    const { secret } = await talk.shopper('Hallo')
    const socket = await openSocket(talk.relay.url, {
      type: 'hello',
      v: 1,
      site: talk.owner.siteKey,
      secret,
    })
    await socket.next('live')
    for (let i = 0; i < 80; i += 1) {
      const context: Context = { page: { url: `https://lamp.example/${i}` } }
      socket.send({ type: 'context', context })
    }
    socket.send({ type: 'ping' })
    await socket.next('pong')
    const call = { token: secret, body: { context: {} } }
    expect(await talk.refusal(talk.widget('/context'), call)).toMatchObject({ status: 429 })
  })
})

describe('a page that is open', () => {
  it('is told without a preflight, and members see it within a second', async () => {
    const inbox = await talk.inbox()
    const body = JSON.stringify({
      page: { url: 'https://lamp.example/lampen/noot', title: 'Noot' },
      device: 'phone',
    })
    const response = await fetch(talk.relay.url + talk.widget('/views'), {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        origin: 'https://lamp.example',
        'user-agent': BROWSER_AGENT,
      },
      body,
    })
    const { viewId, ...answer } = (await response.json()) as ViewAnswer
    expect(answer).toMatchObject({ availability: 'open', online: true })
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { visits } = await inbox.next('visitors')
    expect(visits).toMatchObject([{ page: { title: 'Noot' }, device: 'phone', pages: 1 }])
    const beat = { body: { ...JSON.parse(body), viewId } }
    expect(await talk.relay.json(talk.widget('/views'), beat)).toMatchObject({ viewId })
    const list = () =>
      talk.relay.json<{ visits: LiveVisit[] }>(talk.site('/visits'), { token: talk.owner.token })
    expect(await list()).toMatchObject({ visits: [{ pages: 1 }] })
    expect((await talk.relay.call(talk.widget('/views/leave'), beat)).status).toBe(204)
    expect(await list()).toEqual({ visits: [] })
  })
})

describe('what went wrong on a shopper’s page', () => {
  const coupon = { id: 'signal-one', code: 'coupon_failed', text: 'ZOMER99' }

  it('is a line for members, once, however often it is told', async () => {
    const shopper = await talk.shopper('Hallo')
    const signals = [coupon, { id: 'signal-two', code: 'checkout_failed', text: 'Vul je naam in' }]
    for (let i = 0; i < 2; i += 1) await tell(shopper, { shop: { signals } })
    const messages = await talk.messages(shopper.conversationId)
    expect(messages.flatMap(({ line, audience }) => (line ? [{ ...line, audience }] : []))).toEqual(
      [
        { code: 'coupon_failed', data: { code: 'ZOMER99' }, audience: 'members' },
        { code: 'checkout_failed', data: { text: 'Vul je naam in' }, audience: 'members' },
      ],
    )
    expect((await contextOf(shopper)).shop).toEqual({})
  })

  it('is, where a cart names another chat of the shop, told in both, once, and opens neither', async () => {
    const before = await talk.shopper('In de winkel')
    const after = await talk.shopper('Bij het afrekenen')
    const other = { id: 'chat-in-the-shop', code: 'other_chat', text: before.conversationId }
    const unknown = { ...other, id: 'chat-of-nobody', text: 'of-nobody-in-the-shop' }
    const own = { ...other, id: 'chat-of-its-own', text: after.conversationId }
    for (let i = 0; i < 2; i += 1) await tell(after, { shop: { signals: [other, unknown, own] } })
    const lines = async ({ conversationId }: Shopper) =>
      (await talk.messages(conversationId)).flatMap(({ line, audience }) =>
        line ? [[line.code, line.data.conversationId, audience]] : [],
      )
    expect(await lines(after)).toEqual([['other_chat', before.conversationId, 'members']])
    expect(await lines(before)).toEqual([['other_chat', after.conversationId, 'members']])
    const { messages } = await talk.relay.json<HistoryAnswer>(talk.widget('/messages'), {
      token: after.secret,
    })
    expect(messages.map(({ text }) => text)).toEqual(['Bij het afrekenen'])
  })

  it('is passed over when it is nothing we know', async () => {
    const shopper = await talk.shopper('Hallo')
    await tell(shopper, { shop: { signals: [{ ...coupon, code: 'closed' }], cart: { lines: [] } } })
    expect(await talk.messages(shopper.conversationId)).toHaveLength(1)
    expect((await contextOf(shopper)).shop).toEqual({ cart: { lines: [] } })
  })
})
