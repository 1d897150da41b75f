import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PageKeyRules, pageKeyOf, type ViewedPage } from './page-key.ts'

const RULES: PageKeyRules = { languages: ['nl', 'en', 'nl-be'], merge: [], split: [] }

function keyOf(url: string, page: Partial<ViewedPage> = {}, rules: Partial<PageKeyRules> = {}) {
  return pageKeyOf({ url, ...page }, { ...RULES, ...rules })
}

describe(pageKeyOf, () => {
  it.each([
    // What an address may bring along.
    ['/', '/'],
    ['', '/'],
    ['/Lampen/', '/lampen'],
    ['https://shop.example/lampen?colour=red&utm_source=x#reviews', '/lampen'],
    ['https://shop.example', '/'],
    ['https://shop.example?x=/a/b', '/'],
    ['//lampen', '/lampen'],
    ['/lampen//bureau/./', '/lampen/bureau'],
    ['/index.html', '/'],
    ['/lampen/index.php', '/lampen'],
    // Languages are no pages; words that only look like one are.
    ['/nl/lampen', '/lampen'],
    ['/nl-BE/lampen', '/lampen'],
    ['/en', '/'],
    ['/tv/lampen', '/tv/lampen'],
    ['/lampen/nl', '/lampen/nl'],
    // The second page of a list is the list.
    ['/lampen/page/2', '/lampen'],
    ['/page/12/', '/'],
    // Identifiers.
    ['/checkout/order-received/4711', '/checkout/order-received/:id'],
    ['/account/orders/5f0c7a51-9f3e-4b6c-8a77-2f1f6f1d2e3a', '/account/orders/:id'],
    ['/c/9b74c9897bac770ffc029102a200c5de', '/c/:id'],
    ['/reset/wc_order_A1b2C3d4E5', '/reset/:id'],
    ['/u/jan@example.org', '/u/:id'],
    ['/u/jan%40example.org', '/u/:id'],
    ['/call/+31-20-5551234', '/call/:id'],
    ['/2026/11/22/news', '/:id/:id/:id/news'],
    ['/p/desk-lamp-48123', '/p/desk-lamp-:id'],
    ['/p/48123-desk-lamp', '/p/:id-desk-lamp'],
    // Names that merely have digits in them.
    ['/lamp-3', '/lamp-3'],
    ['/iphone-15-pro-max', '/iphone-15-pro-max'],
    ['/facade', '/facade'],
    ['/bureaulampen-met-dimmer', '/bureaulampen-met-dimmer'],
  ])('%s is counted as %s', (url, key) => {
    expect(keyOf(url)).toBe(key)
  })

  it('counts each product by itself where the shop names no template', () => {
    expect(keyOf('/nl/product/red-lamp', { kind: 'product' })).toBe('/product/red-lamp')
  })

  it('counts the products of a template as one page', () => {
    const page = { kind: 'product', template: 'With Video' } as const
    expect(keyOf('/product/red-lamp', page)).toBe('/product/:with-video')
    expect(keyOf('/shop/lamps/desk/red-lamp', page)).toBe('/shop/:with-video')
    expect(keyOf('/nl/red-lamp', page)).toBe('/:with-video')
    expect(keyOf('/about', { kind: 'other', template: 'With Video' })).toBe('/about')
  })

  it('lets the merchant split a page from its group, and merge pages into one', () => {
    const rules = {
      split: ['/product/red-*'],
      merge: [
        { pattern: '/sale/*', key: '/sale' },
        { pattern: '/product/gift-*', key: '/Gifts/' },
      ],
    }
    const product = { kind: 'product', template: 'lamp' } as const
    expect(keyOf('/product/red-lamp', product, rules)).toBe('/product/red-lamp')
    expect(keyOf('/nl/product/red-lamp', product, rules)).toBe('/product/red-lamp')
    expect(keyOf('/product/blue-lamp', product, rules)).toBe('/product/:lamp')
    expect(keyOf('/sale/summer/lamps', {}, rules)).toBe('/sale')
    expect(keyOf('/product/gift-card', product, rules)).toBe('/gifts')
  })

  it('stays a harmless line of text whatever is sent', () => {
    for (const url of [
      '/%00%0d%0aSet-Cookie:x',
      '/%ff%fe',
      '/%E2%80%AEgnp.exe',
      '/<script>alert(1)</script>',
      '/..%2f..%2fetc%2fpasswd',
      '/%252e%252e/%252fetc',
      'javascript:alert(1)',
      'data:text/html,<b>x',
      '/\ud800/a',
      '\\\\host\\share',
      `/${'a'.repeat(100_000)}`,
      `/${'a/'.repeat(50_000)}`,
      `/${'1-'.repeat(50_000)}x`,
      `/${'%'.repeat(5_000)}`,
      `/${'aA0_'.repeat(500)}`,
      `/a${'\u0301'.repeat(1_000)}`,
    ]) {
      expectKey(keyOf(url))
    }
    expect(keyOf('/..%2f..%2fetc%2fpasswd')).not.toContain('..%2f')
  })

  it('is a key whatever is sent', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('/', '//', '%2f', '%25', '..', 'nl', '?', '#', ':id', 'page', '2', '@', '-'),
      fc.constantFrom(
        'index.html',
        '4711',
        'https://',
        '\\',
        '\u202e',
        '%',
        'A',
        'İ',
        'ﬁ',
        '\u2100',
      ),
    )
    const url = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''))
    const kind = fc.constantFrom(undefined, 'product' as const, 'cart' as const)
    fc.assert(
      fc.property(url, kind, (url, kind) => {
        expectKey(keyOf(url, kind ? { kind } : {}))
      }),
      { numRuns: 2_000 },
    )
  })

  it('does not tell a query, a fragment or a host apart', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const { pathname } = new URL(url)
        expect(keyOf(url)).toBe(keyOf(pathname))
      }),
    )
  })
})

function expectKey(key: string): void {
  expect(key.startsWith('/')).toBe(true)
  expect(key.length).toBeLessThanOrEqual(200)
  expect(key).not.toMatch(/[\p{C}\s?#<>"'`\\]|\/\/|.\/$/u)
  expect(key.isWellFormed()).toBe(true)
}
