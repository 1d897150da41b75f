import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readProxiedRequest, signedText } from './signed-request.ts'

const NOW = Date.UTC(2026, 10, 23, 9, 0)
const SECRETS = ['the new secret', 'the old secret']
const SHOP = 'lampenhuis.myshopify.com'

type Parameters = [string, string][]

const GOOD: Parameters = [
  ['shop', SHOP],
  ['logged_in_customer_id', '6512345678901'],
  ['path_prefix', '/apps/loods'],
  ['timestamp', `${NOW / 1_000}`],
]

function signed(parameters: Parameters, secret = 'the new secret'): URLSearchParams {
  const query = new URLSearchParams(parameters)
  query.set('signature', createHmac('sha256', secret).update(signedText(query)).digest('hex'))
  return query
}

function changed(name: string, value: string): Parameters {
  return GOOD.map(([of, before]) => [of, of === name ? value : before])
}

const read = (query: URLSearchParams, now = NOW) => readProxiedRequest(query, SECRETS, now)

describe('a request that Shopify passed on', () => {
  it.each([
    ['', 'a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3'],
    [
      '&logged_in_customer_id=1',
      '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
    ],
  ])('is signed as Shopify publishes, lists included (%s)', (customer, signature) => {
    const query = `extra=1&extra=2&shop=shop-name.myshopify.com${customer}&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=${signature}`
    const at = 1_317_327_555_000
    expect(readProxiedRequest(new URLSearchParams(query), ['hush'], at)).toEqual({
      shop: 'shop-name.myshopify.com',
      customerId: customer ? '1' : undefined,
    })
  })

  it('says whose customer is logged in, or that nobody is', () => {
    const customer = { shop: SHOP, customerId: '6512345678901' }
    expect(read(signed(GOOD))).toEqual(customer)
    expect(read(signed(GOOD, 'the old secret'))).toEqual(customer)
    expect(read(signed(changed('logged_in_customer_id', ''))).customerId).toBeUndefined()
  })

  it('may be as old as ninety seconds, by either clock', () => {
    for (const off of [-90_000, 90_000]) {
      expect(read(signed(GOOD), NOW + off)).toMatchObject({ shop: SHOP })
    }
  })

  it('T79: is refused unsigned, altered, old, and signed with any other secret', () => {
    const good = signed(GOOD)
    const withSignature = (signature: string) => {
      const query = new URLSearchParams(GOOD)
      query.set('signature', signature)
      return query
    }
    const right = `${good.get('signature')}`
    const altered = (name: string, value: string) => {
      const query = new URLSearchParams(good)
      query.set(name, value)
      return query
    }
    const twice = (name: string, value: string) => signed([...GOOD, [name, value]])
    const bad: Record<string, URLSearchParams> = {
      nothing: new URLSearchParams(),
      unsigned: new URLSearchParams(GOOD),
      customer: altered('logged_in_customer_id', '1'),
      shop: altered('shop', 'other.myshopify.com'),
      time: altered('timestamp', `${NOW / 1_000 + 1}`),
      added: altered('more', '1'),
      foreign: signed(GOOD, 'another secret'),
      old: signed(changed('timestamp', `${NOW / 1_000 - 91}`)),
      future: signed(changed('timestamp', `${NOW / 1_000 + 91}`)),
      never: signed(changed('timestamp', 'soon')),
      untimed: signed(GOOD.filter(([name]) => name !== 'timestamp')),
      noShop: signed(changed('shop', 'evil.example')),
      noCustomer: signed(changed('logged_in_customer_id', 'x')),
      twoShops: twice('shop', 'other.myshopify.com'),
      twoCustomers: twice('logged_in_customer_id', '2'),
      empty: withSignature(''),
      short: withSignature(right.slice(1)),
      long: withSignature(`${right}0`),
      upperCase: withSignature(right.toUpperCase()),
      notHex: withSignature('é'.repeat(64)),
      prefixed: withSignature(`sha256=${right}`),
    }
    bad.twoSignatures = new URLSearchParams(`${good}&signature=${right}`)
    for (const [name, query] of Object.entries(bad)) {
      expect([name, codeOf(query)]).toEqual([name, 'unauthorized'])
    }
  })
})

function codeOf(query: URLSearchParams): unknown {
  try {
    return read(query)
  } catch (error) {
    return (error as { code?: string }).code
  }
}
