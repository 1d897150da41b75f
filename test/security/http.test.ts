import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { SITE_KEY } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressBlock, clientAddress } from '../../relay/src/http/client-address.ts'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'

let relay: TestRelay
let shop: TestOwner

beforeAll(async () => {
  const signIn = { points: 10_000, seconds: 60 }
  relay = await startTestRelay({
    limits: { ...DEFAULT_LIMITS, signIn, newVisitors: signIn, firstMessages: signIn },
  })
  shop = await setUpOwner(relay)
})
afterAll(() => relay[Symbol.asyncDispose]())

/** A request with the headers a browser would send, which `fetch` does not let a test set. */
function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(relay.url)
    const sent = request(
      {
        hostname,
        port,
        path,
        method: options.method ?? 'GET',
        headers: {
          ...options.headers,
          ...(options.body !== undefined && { 'content-length': String(options.body.length) }),
        },
      },
      (response) => {
        let body = ''
        response.on('data', (chunk) => {
          body += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

describe('T29: what the session cookie opens takes no call from another site', () => {
  const calls: Array<[string, Record<string, string>]> = [
    [
      'a cross-site form',
      {
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
    ],
    [
      'cross-site text',
      {
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.example',
        'content-type': 'text/plain',
      },
    ],
    [
      'cross-site JSON',
      {
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.example',
        'content-type': 'application/json',
      },
    ],
    [
      'JSON from a sibling host',
      { 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
    ],
    ['no content type', {}],
    ['a null origin', { origin: 'null', 'content-type': 'application/json' }],
    [
      'a wrong origin without fetch metadata',
      { origin: 'https://evil.example', 'content-type': 'application/json' },
    ],
    [
      'our origin, but cross-site',
      { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    ],
  ]

  it.each(calls)('%s', async (_what, headers) => {
    const routes = relay.context.routes.filter(
      (route) => route.policy === 'session' && route.method !== 'GET',
    )
    expect(routes.length).toBeGreaterThan(0)
    for (const route of routes) {
      const answer = await raw(route.path.replaceAll(/:\w+/g, nanoid()), {
        method: route.method,
        body: '{}',
        headers: { cookie: shop.cookie, ...headers },
      })
      expect({ path: route.path, status: answer.status }).toEqual({ path: route.path, status: 403 })
      expect(answer.body).toContain('cross_site')
    }
  })

  it('lets our own page through', async () => {
    const answer = await raw('/api/session/token', {
      method: 'POST',
      body: '{}',
      headers: {
        cookie: shop.cookie,
        origin: relay.url,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
    })
    expect(answer.status).toBe(200)
  })
})

describe('T30: other origins read nothing that is not theirs', () => {
  const allowed = 'https://lamp.example'
  const odd = [
    'https://lamp.example.evil.example',
    'https://evil-lamp.example',
    'https://lamp.example:8443',
    'http://lamp.example',
    'https://sub.lamp.example',
    'https://lamp.exampl',
    'https://LAMP.example.',
    'null',
    'https://lamp.example@evil.example',
    'https://lаmp.example',
    'https://xn--lmp-7cd.example',
    'file://',
    'https://lamp.example/',
    'https://lamp%2eexample',
    'https://shops.example',
    'https://a.b.shops.example.evil.example',
    'https://evilshops.example',
    'https://x/.shops.example',
    'chrome-extension://lamp.example',
    'https://127.0.0.1',
    'https://localhost',
    'https://lamp.example\u200b',
  ].filter((origin) => /^[\x20-\x7e]+$/.test(origin))

  beforeAll(() =>
    relay.json(`/api/sites/${shop.siteId}/settings`, {
      method: 'PATCH',
      body: { origins: [allowed, 'https://*.shops.example'] },
      token: shop.token,
    }),
  )
  afterAll(() =>
    relay.json(`/api/sites/${shop.siteId}/settings`, {
      method: 'PATCH',
      body: { origins: [] },
      token: shop.token,
    }),
  )

  it.each(odd)('refuses the widget to %s', async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await raw(`/widget/v1/${shop.siteKey}/config`, { method, headers: { origin } })
      expect(answer.status).toBe(403)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it.each([allowed, 'https://nl.shops.example', 'https://a.b.shops.example'])(
    'answers %s, without credentials',
    async (origin) => {
      const answer = await raw(`/widget/v1/${shop.siteKey}/config`, { headers: { origin } })
      expect(answer.status).toBe(200)
      expect(answer.headers['access-control-allow-origin']).toBe(origin)
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
    },
  )

  it('gives the inbox’s routes no CORS at all', async () => {
    for (const route of relay.context.routes.filter((one) => one.path.startsWith('/api/'))) {
      const path = route.path.replace(':siteId', shop.siteId).replaceAll(/:\w+/g, nanoid())
      if (path.endsWith('/events') || route.path.startsWith('/api/session')) continue
      const answer = await raw(path, {
        method: route.method,
        headers: { origin: allowed, authorization: `Bearer ${shop.token}` },
      })
      expect(answer.headers['access-control-allow-origin'], route.path).toBeUndefined()
    }
  })
})

describe('T31, T32, T35: the framework is at least as new as its fixes', () => {
  it.each([
    ['hono', [4, 13, 16]],
    ['@hono/node-server', [2, 1, 6]],
  ])('%s', (name, floor) => {
    const lock = JSON.parse(
      readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
    )
    const versions = Object.entries<{ version: string }>(lock.packages)
      .filter(([path]) => path.endsWith(`node_modules/${name}`))
      .map(([, entry]) => entry.version.split('.').map(Number))
    expect(versions.length).toBeGreaterThan(0)
    for (const version of versions)
      expect(compare(version, floor as number[])).toBeGreaterThanOrEqual(0)
  })
})

function compare(a: number[], b: number[]): number {
  const i = a.findIndex((part, at) => part !== b[at])
  return i === -1 ? 0 : (a[i] ?? 0) - (b[i] ?? 0)
}

describe('T32: a body of two minds', () => {
  it('refuses a request with both a length and chunks', async () => {
    const { port, hostname } = new URL(relay.url)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname)
      let text = ''
      socket.on('data', (data) => {
        text += data
      })
      socket.on('close', () => resolve(text))
      socket.on('error', () => resolve(text))
      socket.write(
        'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})

describe('T36: files are served from their folder and no other', () => {
  it.each([
    '/widget/../../package.json',
    '/widget/..%2f..%2fpackage.json',
    '/widget//../package.json',
    '//widget/../package.json',
    '/widget/%2e%2e/%2e%2e/package.json',
    '/inbox/assets/../../../package.json',
    '/inbox/assets//..//..//package.json',
    '/widget/..\\..\\package.json',
    '/widget/%00',
    '/inbox/assets/%2e%2e%5c%2e%2e%5cpackage.json',
  ])('%s', async (path) => {
    const answer = await raw(path)
    expect(answer.body).not.toContain('"workspaces"')
    expect(answer.status === 404 || answer.status === 400 || answer.status === 302).toBe(true)
  })
})

describe('T37: only the addresses our own proxies wrote are believed', () => {
  it.each([
    [0, '6.6.6.6', '10.0.0.9', '10.0.0.9'],
    [1, '6.6.6.6', '10.0.0.9', '6.6.6.6'],
    [1, '1.1.1.1, 6.6.6.6', '10.0.0.9', '6.6.6.6'],
    [2, '1.1.1.1, 6.6.6.6, 10.0.0.8', '10.0.0.9', '6.6.6.6'],
    [1, '<script>', '10.0.0.9', '10.0.0.9'],
    [1, '::ffff:6.6.6.6', '10.0.0.9', '6.6.6.6'],
    [1, undefined, '10.0.0.9', '10.0.0.9'],
  ])('with %i proxies, %s from %s counts as %s', (hops, forwarded, peer, expected) => {
    expect(clientAddress(forwarded, peer, hops)).toBe(expected)
  })

  it('limits an IPv6 host by its /64, which it can move in freely', () => {
    expect(addressBlock('2001:db8:1:2:aaaa::1')).toBe(addressBlock('2001:db8:1:2:bbbb::9'))
    expect(addressBlock('2001:db8:1:3::1')).not.toBe(addressBlock('2001:db8:1:2::1'))
  })

  it('lets nobody escape a limit by claiming another address', async () => {
    const newVisitors = { points: 10, seconds: 600 }
    await using strict = await startTestRelay({ limits: { ...DEFAULT_LIMITS, newVisitors } })
    const owner = await setUpOwner(strict)
    const statuses: number[] = []
    for (let i = 0; i < 14; i++) {
      const response = await strict.call(`/widget/v1/${owner.siteKey}/visitors`, {
        body: { context: {} },
        headers: { 'x-forwarded-for': `6.6.6.${i}`, 'x-real-ip': `6.6.6.${i}` },
      })
      statuses.push(response.status)
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4)
  })
})

describe('T56: the public config says no more than a launcher needs', () => {
  it('has exactly these keys', async () => {
    const config = await relay.json<Record<string, unknown>>(`/widget/v1/${shop.siteKey}/config`)
    expect(Object.keys(config).sort()).toEqual(
      ['language', 'look', 'site', 'texts', 'triggers', 'version'].sort(),
    )
    expect(Object.keys(config.site as object).sort()).toEqual(['key', 'name'])
    const text = JSON.stringify(config)
    for (const secret of [shop.email, shop.siteId, shop.memberId, shop.token])
      expect(text).not.toContain(secret)
  })

  it('tells a shopper of the team no more than names', async () => {
    const { secret } = await startVisitor(relay, shop.siteKey)
    const text = await (
      await relay.call(`/widget/v1/${shop.siteKey}/thread`, { token: secret })
    ).text()
    expect(text).not.toContain(shop.email)
  })
})

describe('T60: a site key is letters and digits before it touches anything', () => {
  it.each([
    '"><script>alert(1)</script>',
    '%22%3e%3cscript%3e',
    'A'.repeat(20),
    '../../etc/passwd',
    'a'.repeat(41),
    "a'or'1'='1aaaaaaaa",
  ])('%s', async (key) => {
    expect(SITE_KEY.test(key)).toBe(false)
    const answer = await raw(`/widget/v1/${encodeURIComponent(key)}/config`)
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('<script')
  })
})

describe('T83: links are written with PUBLIC_URL, whatever Host says', () => {
  it('ignores a forged host', async () => {
    const answer = await raw('/openapi.json', {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    expect(answer.body).not.toContain('evil.example')
  })
})
