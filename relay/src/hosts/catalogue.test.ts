import type { Card, CouponsAnswer, HistoryAnswer, ProductsAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LinkedShop, startLinkedShop } from '../testing/linked-shop.ts'
import { testPicture } from '../testing/test-picture.ts'
import { setUpOwner } from '../testing/test-relay.ts'

let linked: LinkedShop
let noot: Card & { kind: 'product' }

beforeAll(async () => {
  linked = await startLinkedShop()
  noot = {
    kind: 'product',
    id: '12',
    title: 'Bureaulamp Noot',
    url: `${linked.shop.url}/product/noot`,
    imageUrl: `${linked.shop.url}/noot.png`,
    price: 5990,
    currency: 'EUR',
    priceText: '€ 59,90',
    stock: 'in',
    buyable: true,
  }
})
beforeEach(() => {
  linked.shop.answers = {}
})
afterAll(() => linked[Symbol.asyncDispose]())

function call(path: string, options: object = {}): Promise<Response> {
  return linked.relay.call(linked.site(path), { token: linked.member.token, ...options })
}

async function products(search: string): Promise<Card[]> {
  const answer = await call(`/shop/products?q=${search}`)
  return ((await answer.json()) as ProductsAnswer).products
}

async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { error: { code: string } }).error.code
}

describe('what members look up in the shop', () => {
  it('comes from its own server, asked with a signature, and in the shop’s words', async () => {
    linked.shop.answers.products = ({ search }) => ({
      body: { products: search === 'lamp' ? [noot] : [] },
    })
    expect(await products('lamp')).toEqual([noot])
    expect(await products('')).toEqual([])
    linked.shop.secret = 'another secret'
    expect((await call('/shop/products?q=lamp')).status).toBe(503)
    linked.shop.secret = linked.keys.secret
  })

  it('leaves out what leads elsewhere or is no card, and pictures from elsewhere', async () => {
    linked.shop.answers.products = () => ({
      body: {
        products: [
          { ...noot, url: 'https://elders.example/noot' },
          { ...noot, url: 'javascript:alert(1)' },
          { ...noot, url: `${linked.shop.url.replace('http://', 'http://noor:geheim@')}/noot` },
          { ...noot, price: -1 },
          { ...noot, onclick: 'alert(1)' },
          null,
          { ...noot, id: '13', imageUrl: 'https://cdn.elders.example/noot.png' },
        ],
      },
    })
    const { imageUrl: _, ...plain } = noot
    expect(await products('')).toEqual([{ ...plain, id: '13' }])
  })

  it('is a dozen at most', async () => {
    linked.shop.answers.products = () => ({ body: { products: Array(50).fill(noot) } })
    expect(await products('')).toHaveLength(12)
  })

  it('holds coupons that can be used', async () => {
    const coupon = {
      kind: 'coupon',
      code: 'ZOMER10',
      title: '10% korting',
      url: `${linked.shop.url}/?loods-coupon=ZOMER10`,
    }
    linked.shop.answers.coupons = () => ({ body: { coupons: [coupon] } })
    const answer = await call('/shop/coupons')
    expect(((await answer.json()) as CouponsAnswer).coupons).toEqual([coupon])
  })

  it.each([
    ['has no such route', { status: 404, body: {} }, 404, 'not_found'],
    ['breaks', { status: 500, body: {} }, 503, 'unavailable'],
    ['is asked too often', { status: 429, body: {} }, 429, 'rate_limited'],
  ])('is refused by name where the shop %s', async (_what, answer, status, code) => {
    linked.shop.answers.products = () => answer
    const refused = await call('/shop/products')
    expect({ status: refused.status, code: await codeOf(refused) }).toEqual({ status, code })
  })

  it('is not there for a shop without a server of its own', async () => {
    const other = await setUpOwner(linked.relay)
    const path = `/api/sites/${other.siteId}/shop/products`
    expect((await linked.relay.call(path, { token: other.token })).status).toBe(404)
  })

  it('shows pictures of the shop only, and only what is a picture', async () => {
    const png = await testPicture()
    linked.shop.serve = (request, response) =>
      response.end(request.url === '/noot.png' ? png : '<svg onload="alert(1)"></svg>')
    const picture = (url: string) => call(`/shop/picture?${new URLSearchParams({ url })}`)
    const found = await picture(`${linked.shop.url}/noot.png`)
    expect(found.headers.get('content-type')).toBe('image/png')
    expect(found.headers.get('content-security-policy')).toContain('sandbox')
    expect(Buffer.from(await found.arrayBuffer()).equals(png)).toBe(true)
    expect((await picture(`${linked.shop.url}/noot.svg`)).status).toBe(404)
    expect((await picture('http://169.254.169.254/latest/meta-data')).status).toBe(404)
  })
})

describe('a card in the thread', () => {
  async function send(body: object): Promise<{ answer: Response; messages: HistoryAnswer }> {
    const { conversationId } = await linked.visitor()
    const path = `/conversations/${conversationId}/messages`
    const answer = await call(path, { body: { cid: nanoid(), ...body } })
    return { answer, messages: (await (await call(path)).json()) as HistoryAnswer }
  }

  it('is a message with the same in words, for the shopper too', async () => {
    const { answer, messages } = await send({ card: noot })
    expect(answer.status).toBe(200)
    expect(messages.messages).toMatchObject([
      { kind: 'text', card: noot, text: `Bureaulamp Noot · € 59,90\n${noot.url}` },
    ])
  })

  it('stands in the transcript, and is found by its name', async () => {
    const { conversationId } = await linked.visitor()
    const at = `/conversations/${conversationId}`
    const body = { cid: nanoid(), card: { ...noot, title: 'Wandlamp Kers' } }
    await call(`${at}/messages`, { body })
    expect(await (await call(`${at}/transcript`)).text()).toContain(
      `Noor: Wandlamp Kers · € 59,90\n${noot.url}`,
    )
    await expect
      .poll(async () => (await call('/search?q=Wandlamp')).text())
      .toContain(conversationId)
  })

  it.each([
    ['leads elsewhere', { card: { url: 'https://elders.example/' } }],
    ['runs a script', { card: { url: 'javascript:alert(1)' } }],
    ['has words beside it', { text: 'Kijk' }],
    ['is a note', { note: true }],
    ['says more than a card does', { card: { html: '<b>' } }],
  ])(
    'is refused when it %s',
    async (_what, change: { card?: object; text?: string; note?: boolean }) => {
      const { answer, messages } = await send({ ...change, card: { ...noot, ...change.card } })
      expect({ status: answer.status, left: messages.messages }).toEqual({ status: 400, left: [] })
    },
  )

  it('keeps a title that looks like a page as the words it is', async () => {
    const title = '<img src=x onerror=alert(1)>'
    const { messages } = await send({ card: { ...noot, title } })
    expect(messages.messages[0]?.card?.title).toBe(title)
  })

  it('cannot be sent by a shopper', async () => {
    const { secret } = await linked.visitor()
    const path = `/widget/v1/${linked.keys.siteKey}/messages`
    const only = await linked.relay.call(path, {
      token: secret,
      body: { cid: nanoid(), card: noot },
    })
    expect(await codeOf(only)).toBe('empty')
    await linked.relay.json(path, {
      token: secret,
      body: { cid: nanoid(), text: 'Hoi', card: noot },
    })
    const thread = await linked.relay.json<HistoryAnswer>(
      `/widget/v1/${linked.keys.siteKey}/thread`,
      { token: secret },
    )
    expect(thread.messages[0]).not.toHaveProperty('card')
  })

  it('cannot be corrected, and is gone whole once it is taken back', async () => {
    const { messages } = await send({ card: noot })
    const [sent] = messages.messages
    const path = `/conversations/${sent?.conversationId}/messages/${sent?.id}`
    expect((await call(path, { method: 'PATCH', body: { text: 'Anders' } })).status).toBe(400)
    const gone = await (await call(path, { method: 'DELETE' })).json()
    expect(gone).toMatchObject({ text: '' })
    expect(gone).not.toHaveProperty('card')
  })
})
