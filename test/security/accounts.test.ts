import { readFileSync } from 'node:fs'
import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintSecret } from '../../relay/src/crypto/secrets.ts'
import { DEFAULT_LIMITS } from '../../relay/src/limits/limits.ts'
import { createLogger } from '../../relay/src/logger.ts'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'

let relay: TestRelay
let owner: TestOwner

beforeAll(async () => {
  const often = { points: 100_000, seconds: 60 }
  const limits = { ...DEFAULT_LIMITS, signIn: often, linkMails: often, publicCalls: often }
  relay = await startTestRelay({ limits, env: { SIGNUP: 'open' } })
  owner = await setUpOwner(relay)
})
afterAll(() => relay[Symbol.asyncDispose]())

const TOKEN = 'x'.repeat(43)
const PASSWORD = 'gieter vol met regenwater'
const SHOP = { siteName: 'Thee', language: 'nl', timeZone: 'Europe/Amsterdam' }

/** A body each route about people would take, by route. */
const BODIES: Record<string, Record<string, unknown>> = {
  'POST /api/set-up': {
    token: TOKEN,
    name: 'Eve',
    email: 'eve@thee.example',
    password: PASSWORD,
    ...SHOP,
  },
  'POST /api/session': { email: 'eve@thee.example', password: PASSWORD },
  'POST /api/sign-up': { email: 'eve@thee.example', language: 'nl' },
  'POST /api/sign-up/invitations': { email: 'eve@thee.example', language: 'nl' },
  'POST /api/sign-up/complete': { token: TOKEN, name: 'Eve', password: PASSWORD, ...SHOP },
  'POST /api/password-reset': { email: 'eve@thee.example' },
  'POST /api/password-reset/complete': { token: TOKEN, password: PASSWORD },
  'POST /api/email-confirmation': { token: TOKEN },
  'PATCH /api/me': { name: 'Noor', language: 'nl' },
  'PUT /api/me/notifications': { push: true, pushText: false, email: true, sound: true },
  'POST /api/me/password': { current: 'not this one at all', next: PASSWORD },
  'POST /api/me/email': { email: 'eve@thee.example', password: 'not this one at all' },
  'POST /api/sites/:siteId/invitations': {
    email: 'eve@thee.example',
    role: 'agent',
    language: 'nl',
  },
  'POST /api/link-requests/:requestId': { approve: true },
  'POST /api/session/phone': { token: TOKEN },
  'PATCH /api/sites/:siteId/members/:memberId': { role: 'owner' },
  'POST /api/invitations/look': { token: TOKEN },
  'POST /api/invitations/accept': { token: TOKEN, password: PASSWORD, name: 'Eve', language: 'nl' },
}

function call(route: string, body: unknown): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  const filled = path
    .replace(':siteId', owner.siteId)
    .replace(':memberId', owner.memberId)
    .replace(':requestId', nanoid())
  return relay.call(filled, { method, token: owner.token, body })
}

/** Everything a stranger could want to change. */
async function people() {
  const { read } = relay.context.db
  return {
    accounts: await read.selectFrom('accounts').selectAll().execute(),
    members: await read.selectFrom('members').selectAll().execute(),
    invitations: await read.selectFrom('invitations').selectAll().execute(),
    links: await read.selectFrom('one_time_links').selectAll().execute(),
    sites: await read.selectFrom('sites').selectAll().execute(),
  }
}

async function refusal(answer: Response) {
  const { error } = (await answer.json()) as { error: { code: string; field?: string } }
  return { status: answer.status, code: error.code, field: error.field }
}

describe('bodies about people', () => {
  it('the table names every route that has one', () => {
    const routes = relay.context.routes
      .filter(
        ({ body, path }) =>
          body && /^\/api\/(sites\/:siteId\/(members|invitations)|(?!sites)[a-z])/.test(path),
      )
      .filter(({ path }) => !path.startsWith('/api/push'))
      .map(({ method, path }) => `${method} ${path}`)
    expect(Object.keys(BODIES)).toEqual(expect.arrayContaining(routes))
  })

  it.each(Object.keys(BODIES))(
    'T09: %s refuses fields it does not know, by name',
    async (route) => {
      const before = await people()
      for (const field of [
        'site_id',
        'accountId',
        'id',
        'password_hash',
        'ownerId',
        '__proto__x',
      ]) {
        const answer = await call(route, { ...BODIES[route], [field]: nanoid() })
        expect(await refusal(answer)).toEqual({ status: 400, code: 'unknown_field', field })
      }
      expect(await people()).toEqual(before)
    },
  )

  it.each(Object.keys(BODIES))('T14: %s refuses anything but what belongs there', async (route) => {
    const before = await people()
    for (const field of Object.keys(BODIES[route] ?? {})) {
      for (const value of [{ $gt: '' }, ['a'], 7, null, 'x'.repeat(300)]) {
        const answer = await call(route, { ...BODIES[route], [field]: value })
        const code = expect.stringMatching(/^(invalid|too_long)$/)
        expect(await refusal(answer)).toEqual({ status: 400, code, field })
      }
    }
    expect(await people()).toEqual(before)
  })
})

describe('T29: pages of other sites', () => {
  const foreign = [
    { origin: 'https://evil.example', 'content-type': 'application/json' },
    { origin: 'null', 'content-type': 'application/json' },
    { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/json-patch+json' },
  ]

  it('sign nobody in or up, and use up no link: every public write refuses them', async () => {
    const routes = relay.context.routes.filter(
      ({ policy, method }) => policy === 'public' && method !== 'GET',
    )
    expect(routes.length).toBeGreaterThan(8)
    for (const { method, path } of routes) {
      for (const headers of foreign) {
        const answer = await relay.call(path, { method, body: {}, headers })
        expect({ path, ...(await refusal(answer)) }).toMatchObject({ path, code: 'cross_site' })
      }
    }
  })

  it('get nowhere with the cookie alone: it opens nothing but its own few routes', async () => {
    const routes = relay.context.routes.filter(({ policy }) =>
      ['account', 'agent', 'admin', 'owner'].includes(policy),
    )
    for (const { method, path } of routes) {
      const filled = path.replace(':siteId', owner.siteId).replaceAll(/:\w+/g, () => nanoid())
      const headers = { cookie: owner.cookie, origin: relay.url }
      const body = method === 'GET' ? {} : { body: {} }
      const answer = await relay.call(filled, { method, headers, ...body })
      expect({ path, status: answer.status }).toEqual({ path, status: 401 })
    }
  })

  it('are told by no preflight that they may call', async () => {
    for (const path of [
      '/api/session',
      '/api/session/token',
      '/api/me',
      '/api/invitations/accept',
    ]) {
      const answer = await relay.call(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('secrets', () => {
  it('T06: are 256 random bits, never the same twice', () => {
    const secrets = new Set(Array.from({ length: 10_000 }, () => mintSecret()))
    expect(secrets.size).toBe(10_000)
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/)
  })

  it('T06: a session’s cookie is kept from scripts, other sites and, over https, other hosts', async () => {
    const attributes = async (publicUrl: string) => {
      await using own = await startTestRelay({ env: { PUBLIC_URL: publicUrl } })
      const { email, password } = await setUpOwner(own)
      const answer = await own.call('/api/session', { body: { email, password } })
      return answer.headers.getSetCookie()[0] ?? ''
    }
    expect(await attributes('https://chat.lamp.example')).toMatch(
      /^__Host-loods=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(await attributes('http://127.0.0.1:8787')).toMatch(
      /^loods=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it('T74: open nothing to whoever holds a copy of the database', async () => {
    const rows = JSON.stringify([
      await people(),
      await relay.context.db.read.selectFrom('sessions').selectAll().execute(),
    ])
    const cookie = owner.cookie.split('=')[1] ?? ''
    expect(cookie).toHaveLength(43)
    for (const secret of [cookie, owner.token, owner.password]) expect(rows).not.toContain(secret)
    expect(rows).not.toContain(await relay.context.sites.signingSecret(owner.siteId))
  })
})

it('T16: nobody else’s sign-in is built in', () => {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../relay/package.json', import.meta.url), 'utf8'),
  ) as { dependencies: Record<string, string> }
  const allInOne = /better-auth|next-auth|@auth\/|passport|lucia|supertokens|clerk|auth0/
  expect(Object.keys(dependencies).filter((name) => allInOne.test(name))).toEqual([])
})

it('T78: a check that fails to run lets nobody in', async () => {
  await using own = await startTestRelay({ log: createLogger('silent') })
  const { email, password } = await setUpOwner(own)
  await own.context.db.write.updateTable('accounts').set({ password_hash: 'not a hash' }).execute()
  const answer = await own.call('/api/session', { body: { email, password } })
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([500, []])
  expect(await answer.text()).not.toContain('hash')
})
