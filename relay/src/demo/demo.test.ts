import type { Language } from '@loods/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import { readLines, setQuantity, totalsOf, untilFree, writeLines } from './assets/cart.js'
import { catalogueOf } from './catalogue.ts'
import { createDemoShop } from './demo.routes.ts'
import type { PageFacts } from './page-facts.ts'
import { categories, languages, products } from './products.ts'

const seen: { page: PageFacts; nonce: string }[] = []
const placed: { number: string; total: number }[] = []
const shop = createDemoShop({
  basePath: '/demo',
  snippet: (page, nonce) => {
    seen.push({ page, nonce })
    return '<script async src="/widget/loader.js" data-site="demo"></script>'
  },
  reference: () => 'LL-7K3QX9',
  orders: {
    nameOf: async (number) => `name of ${number}`,
    async placed(number, total) {
      placed.push({ number, total })
    },
  },
})

const paths = [
  '',
  ...categories.map(({ id }) => `/category/${id}`),
  ...products.map(({ id }) => `/product/${id}`),
  '/cart',
  '/checkout',
  '/thank-you?order=LL-7K3QX9',
  '/service',
]

const order = {
  lines: 'noot.walnut:2,tas.ink:1',
  email: 'sanne@voorbeeld.nl',
  name: 'Sanne Visser',
  country: 'NL',
  postcode: '1621 bw',
  number: '14a',
  street: 'Grote Oost',
  city: 'Hoorn',
  delivery: 'home',
  payment: 'ideal',
  terms: 'yes',
}

async function open(path: string, language?: string): Promise<{ status: number; html: string }> {
  const headers: Record<string, string> = language ? { 'accept-language': language } : {}
  const response = await shop.request(path, { headers })
  return { status: response.status, html: await response.text() }
}

async function send(form: Record<string, string>, language: Language = 'nl'): Promise<Response> {
  return shop.request(`/demo/${language}/checkout`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
}

function factsIn(html: string): PageFacts {
  const [, text = ''] = /id="loods-page">(.*?)<\/script>/.exec(html) ?? []
  return JSON.parse(text) as PageFacts
}

describe.each(languages)('the demo shop in %s', (language) => {
  it.each(paths)('answers %s with a whole page', async (path) => {
    const { status, html } = await open(`/demo/${language}${path}`)
    expect(status).toBe(200)
    expect(html).toContain(`<html lang="${language}"`)
    expect(html.match(/<h1/g)?.length).toBeGreaterThan(0)
    expect(html).not.toMatch(/undefined|\[object|NaN/)
    expect(factsIn(html)).toMatchObject({ language, currency: 'EUR' })
  })

  it('links only to pages and files that are there', async () => {
    const pages = await Promise.all(paths.map((path) => open(`/demo/${language}${path}`)))
    const links = pages.flatMap(({ html }) => [
      ...html.matchAll(/(?:href|src|srcset|data-light)="(\/demo[^"#]*)/g),
    ])
    const targets = [...new Set(links.map(([, target]) => target ?? ''))]
    expect(targets.length).toBeGreaterThan(80)
    const answers = await Promise.all(targets.map((target) => shop.request(target)))
    expect(targets.filter((_, i) => answers[i]?.status !== 200)).toEqual([])
  })

  it('helps on after an unknown product', async () => {
    const { status, html } = await open(`/demo/${language}/product/zeppelin`)
    expect(status).toBe(404)
    expect(factsIn(html).kind).toBe('other')
    expect(html).toContain(`/demo/${language}/product/noot`)
    expect(html).toContain('data-chat')
  })
})

describe('the demo shop', () => {
  it.each([
    ['nl-BE,fr;q=0.8', 'nl'],
    ['de, en;q=0.7, nl;q=0.5', 'en'],
    ['ja', 'nl'],
  ])('greets a browser that asks for %s in %s', async (asked, language) => {
    const response = await shop.request('/demo', { headers: { 'accept-language': asked } })
    expect(response.headers.get('location')).toBe(`/demo/${language}`)
    expect(response.headers.get('vary')).toContain('accept-language')
  })

  it('finds a page also with a slash at its end', async () => {
    const response = await shop.request('/demo/nl/')
    expect(response.status).toBe(301)
    expect(new URL(response.headers.get('location') ?? '', 'http://localhost').pathname).toBe(
      '/demo/nl',
    )
  })

  it('offers the same page in the other language', async () => {
    const { html } = await open('/demo/nl/category/lamps?sort=low')
    expect(html).toContain('href="/demo/en/category/lamps?sort=low"')
  })

  it('lets run only its own scripts and those that carry the nonce of this answer', async () => {
    const responses = await Promise.all([shop.request('/demo/nl'), shop.request('/demo/nl')])
    const [policy, other] = responses.map((r) => r.headers.get('content-security-policy') ?? '')
    const [, nonce] = /script-src 'self' 'nonce-([^']+)';/.exec(policy ?? '') ?? []
    expect(nonce?.length).toBeGreaterThan(15)
    expect(policy).not.toContain('unsafe')
    expect(other).not.toContain(nonce)
    expect(await responses[0]?.text()).toContain(`<script nonce="${nonce}">`)
  })

  it('tells the snippet which page it is on and under which nonce it may run', async () => {
    seen.length = 0
    const response = await shop.request('/demo/en/product/noot')
    expect(response.headers.get('content-security-policy')).toContain(`'nonce-${seen[0]?.nonce}'`)
    expect(seen[0]?.page).toMatchObject({
      kind: 'product',
      product: { id: 'noot', title: 'Noot desk lamp', price: 59.9 },
    })
    expect(await response.text()).toContain('data-site="demo"></script>')
  })

  it('sorts a category by price', async () => {
    const { html } = await open('/demo/nl/category/lamps?sort=high')
    expect(html.indexOf('product/schemer"')).toBeLessThan(html.indexOf('product/filament"'))
  })

  it('draws every picture without a script in it', async () => {
    const { html } = await open('/demo/nl/category/lamps')
    const [picture = ''] = /\/demo\/assets\/[^"]+noot\.walnut\.svg/.exec(html) ?? []
    const response = await shop.request(picture)
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('cache-control')).toContain('immutable')
    const svg = await response.text()
    expect(svg).toMatch(/^<svg [^>]+width="400" height="480">/)
    expect(svg).not.toMatch(/<script|on\w+=|https?:(?!\/\/www\.w3\.org)/)
  })
})

describe('a demo shop without an owner', () => {
  it('says where its chat will come from', async () => {
    const empty = createDemoShop({ basePath: '/demo', snippet: async () => '' })
    const html = await (await empty.request('/demo/en')).text()
    expect(html).toContain('one-time link')
    expect((await open('/demo/en')).html).not.toContain('one-time link')
  })
})

describe('a discount code', () => {
  it.each([
    ['welkom10', { outcome: 'accepted', code: 'WELKOM10', percent: 10 }],
    ['HERFST10', { outcome: 'expired', code: 'HERFST10' }],
    ['<img>', { outcome: 'unknown', code: '<IMG>' }],
  ])('%s is answered in words for the shopper', async (code, answer) => {
    const response = await shop.request(`/demo/en/coupons/${encodeURIComponent(code)}`)
    const said = await response.json()
    expect(said).toMatchObject(answer)
    expect(said.said).toContain(answer.code)
  })
})

describe('the checkout', () => {
  it('confirms a complete order with its number', async () => {
    const response = await send(order)
    expect(response.status).toBe(303)
    const location = response.headers.get('location') ?? ''
    expect(location).toBe('/demo/nl/thank-you?order=LL-7K3QX9')
    const { html } = await open(location)
    expect(factsIn(html)).toMatchObject({ kind: 'thank-you', order: 'name of LL-7K3QX9' })
  })

  it('reports what an order costs as the shop works it out, whatever the page said', async () => {
    placed.length = 0
    await send({ ...order, coupon: 'welkom10', total: '1' })
    const catalogue = catalogueOf('nl', { product: (id) => id, asset: (name) => name })
    const terms = { percent: 10, delivery: 'home', country: 'NL' } as const
    const { total } = totalsOf(readLines(order.lines), catalogue, terms)
    expect(placed).toEqual([{ number: 'LL-7K3QX9', total }])
    await send({ ...order, email: '' })
    expect(placed).toHaveLength(1)
  })

  it.each([
    ['email', 'sanne@', 'sanne@voorbeeld.nl'],
    ['postcode', '12', '1621 BW'],
    ['phone', 'bel me', '06 12345678'],
    ['delivery', 'drone', 'bezorgen'],
    ['lines', '', 'leeg'],
    ['lines', 'zeppelin.big:1', 'leeg'],
    ['coupon', 'HERFST10', 'kortingscode'],
    ['terms', '', 'voorwaarden'],
  ])('refuses %s %j and says what to do', async (field, value, words) => {
    const response = await send({ ...order, [field]: value })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(`data-problems="${field}"`)
    const [, list = ''] = /<div class="problems"([\s\S]*?)<\/div>/.exec(html) ?? []
    expect(list).toContain(words)
    const [, place = ''] = /href="(.*?)"/.exec(list) ?? []
    expect(place === '/demo/nl/cart' || html.includes(`id="${place.slice(1)}"`)).toBe(true)
  })

  it('asks for a Belgian postcode in Belgium and brings nothing there in the evening', async () => {
    const html = await (await send({ ...order, country: 'BE', delivery: 'evening' })).text()
    expect(html).toContain('data-problems="postcode,delivery"')
    expect(html).toContain('2000')
  })

  it('keeps what was typed and shows it as text', async () => {
    const name = '"><script>alert(1)</script>'
    const html = await (await send({ ...order, name, note: '</textarea><b>', city: '' })).text()
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(html).toContain('&lt;/textarea&gt;&lt;b&gt;')
  })

  it.each(['', '?order=', '?order=LL-1%22%3E%3Cscript%3E'])(
    'thanks nobody at thank-you%s',
    async (query) => {
      const { status, html } = await open(`/demo/nl/thank-you${query}`)
      expect(status).toBe(404)
      expect(factsIn(html).order).toBeUndefined()
    },
  )
})

describe('the cart', () => {
  const catalogue = catalogueOf('nl', { product: (id) => id, asset: (name) => name })
  const terms = { percent: 0, delivery: 'home', country: 'NL' } as const
  const priced = (lines: string, more = {}) =>
    totalsOf(readLines(lines), catalogue, { ...terms, ...more })

  it('reads back what it wrote and leaves out what is not a line', () => {
    const lines = readLines('noot.walnut:2,<b>:1,tas.ink:0,tas.natural:3,:')
    expect(writeLines(lines)).toBe('noot.walnut:2,tas.natural:3')
  })

  it('puts more of an article in its own line, up to twenty', () => {
    const lines = setQuantity(readLines('noot.walnut:2'), 'noot.walnut', 99)
    expect(lines).toEqual([{ sku: 'noot.walnut', quantity: 20 }])
    expect(setQuantity(lines, 'noot.walnut', 0)).toEqual([])
  })

  it('charges delivery until the goods, discount taken off, are worth 75 euro', () => {
    expect(priced('noot.walnut:1')).toEqual({
      subtotal: 5990,
      discount: 0,
      delivery: 495,
      total: 6485,
    })
    expect(priced('noot.walnut:1,tas.ink:1').delivery).toBe(0)
    const less = priced('noot.walnut:1,tas.ink:1', { percent: 15 })
    expect(less).toEqual({ subtotal: 8390, discount: 1259, delivery: 495, total: 7626 })
    expect(untilFree(less, 'NL')).toBe(369)
  })

  it('charges more for an evening and for Belgium', () => {
    expect(priced('schemer.black:1', { delivery: 'evening' }).delivery).toBe(795)
    expect(priced('schemer.black:1', { country: 'BE' }).delivery).toBe(0)
    expect(priced('noot.walnut:1', { country: 'BE', delivery: 'pickup' }).delivery).toBe(495)
    expect(priced('').total).toBe(0)
  })
})

describe('the catalogue', () => {
  let goods: ReturnType<typeof catalogueOf>
  beforeAll(() => {
    goods = catalogueOf('en', { product: (id) => id, asset: (name) => name })
  })

  it('names each article once, in a form a cart can keep', () => {
    const skus = products.flatMap(({ id, variants }) =>
      variants.map((variant) => `${id}.${variant.id}`),
    )
    expect(Object.keys(goods)).toEqual(skus)
    expect(readLines(skus.map((sku) => `${sku}:1`).join(','))).toHaveLength(skus.length)
  })

  it('recommends only goods it has', () => {
    const known = products.map(({ id }) => id)
    const unknown = products.flatMap(({ goesWith }) => goesWith.filter((id) => !known.includes(id)))
    expect(unknown).toEqual([])
  })
})
