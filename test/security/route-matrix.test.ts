import { nanoid } from 'nanoid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Policy } from '../../relay/src/http/principal.ts'
import type { Route } from '../../relay/src/http/route.ts'
import {
  addTestMember,
  addTestSite,
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { shopHeaders } from '../../relay/src/testing/test-shop.ts'

/** Everybody who may knock, by what they hold. */
type Caller =
  | 'anonymous'
  | 'shopper'
  | 'shopper of another shop'
  | 'agent'
  | 'admin'
  | 'owner'
  | 'owner of another shop'
  | 'cookie'
  | 'server of the shop'
  | 'server of another shop'

const ANYBODY: Caller[] = [
  'anonymous',
  'shopper',
  'shopper of another shop',
  'agent',
  'admin',
  'owner',
  'owner of another shop',
  'cookie',
  'server of the shop',
  'server of another shop',
]

/** Who gets past each policy. */
const MAY: Record<Policy, Caller[]> = {
  public: ANYBODY,
  beacon: ANYBODY,
  site: ANYBODY,
  visitor: ['shopper'],
  shop: ['server of the shop'],
  session: ['cookie'],
  account: ['agent', 'admin', 'owner', 'owner of another shop'],
  agent: ['agent', 'admin', 'owner'],
  admin: ['admin', 'owner'],
  owner: ['owner'],
}

/** What anybody may call, and nobody is let in to without a word Shopify signed: whatever they hold here. */
const VOUCHED = ['/shopify/v1/enter', '/shopify/webhooks', '/shopify/proxy/identify']

const ROUTES: Route[] = []
let relay: TestRelay
let shop: TestOwner
/** What each caller sends along; a shop's server signs each request anew. */
const headers = {} as Record<Caller, (request: Request) => Promise<Record<string, string>>>
type Request = { method: string; path: string; body?: unknown }

beforeAll(async () => {
  relay = await startTestRelay({
    env: { SHOPIFY_API_KEY: 'a'.repeat(32), SHOPIFY_API_SECRET: 'hush' },
  })
  ROUTES.push(...relay.context.routes)
  shop = await setUpOwner(relay)
  await installShopify(shop.siteId)
  const other = await addTestSite(relay)
  const agent = await addTestMember(relay, shop.siteId, 'agent')
  const same = (sent: Record<string, string>) => async () => sent
  const bearer = (token: string) => same({ authorization: `Bearer ${token}` })
  // An owner who knocks makes a new secret.
  const keysOf = async ({ siteId, siteKey }: { siteId: string; siteKey: string }) => ({
    siteKey,
    secret: await relay.context.sites.signingSecret(siteId),
  })
  headers.anonymous = same({})
  headers.shopper = bearer((await startVisitor(relay, shop.siteKey)).secret)
  headers['shopper of another shop'] = bearer((await startVisitor(relay, other.siteKey)).secret)
  headers.agent = bearer(agent.token)
  headers.admin = bearer((await addTestMember(relay, shop.siteId, 'admin')).token)
  headers.owner = bearer(shop.token)
  headers['owner of another shop'] = bearer(other.token)
  headers.cookie = same({ cookie: agent.cookie })
  headers['server of the shop'] = async (request) => shopHeaders(await keysOf(shop), request)
  headers['server of another shop'] = async (request) => shopHeaders(await keysOf(other), request)
})
afterAll(() => relay[Symbol.asyncDispose]())

/** The shop has the operator's Shopify app too, so that what is for such shops alone can be asked for. */
async function installShopify(siteId: string): Promise<void> {
  await relay.context.writer.run((tx) =>
    tx.db
      .insertInto('shopify_shops')
      .values({
        ...{ shop: 'wilg.myshopify.com', site_id: siteId, state: 'installed' },
        ...{ scopes: '', facts: '{}', installed_at: tx.now },
      })
      .execute(),
  )
}

/** A path with ids that fit but belong to nothing, so that no call changes what the next one needs. */
function fill(path: string): string {
  return path
    .replace(':siteId', shop.siteId)
    .replace(':siteKey', shop.siteKey)
    .replaceAll(/:\w+/g, nanoid())
}

/** An empty body is refused by every schema only after the caller was let in. */
async function knock(route: Route, caller: Caller, path = fill(route.path)): Promise<Response> {
  const { method } = route
  const body = method === 'GET' ? undefined : {}
  return relay.call(path, {
    method,
    ...(body && { body }),
    headers: await headers[caller]({ method, path, body }),
  })
}

/** The codes with which a caller is turned away at the door. */
async function turnedAway(response: Response): Promise<boolean> {
  if (![401, 403, 404].includes(response.status)) return false
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  return (
    ['unauthorized', 'forbidden', 'bad_token'].includes(error.code) ||
    error.message.startsWith('This shop')
  )
}

describe('T28: every route answers those its policy names and nobody else', () => {
  it.each(ANYBODY)('%s', async (caller) => {
    for (const route of ROUTES) {
      if (isLasting(route)) continue
      const away = await turnedAway(await knock(route, caller))
      const may = MAY[route.policy].includes(caller) && !VOUCHED.includes(route.path)
      expect({ route: `${route.method} ${route.path}`, letIn: !away }).toEqual({
        route: `${route.method} ${route.path}`,
        letIn: may,
      })
    }
  })
})

/** Routes that would end the very session the next knock needs, or wait for events. */
function isLasting(route: Route): boolean {
  const ends = route.method === 'DELETE' && route.path.startsWith('/api/session')
  return ends || route.path.endsWith('/events') || route.path.endsWith('/logout')
}

describe('T35: no other spelling of a path goes round its policy', () => {
  const spellings = [
    (path: string) => path.replace('/', '//'),
    (path: string) => path.replaceAll('/', '%2f').replace('%2f', '/'),
    (path: string) => `${path}/`,
    (path: string) => `${path}.`,
    (path: string) => `${path};x=1`,
    (path: string) => path.toUpperCase(),
    (path: string) => `/x/..${path}`,
    (path: string) => `${path}%00`,
  ]

  it.each(ANYBODY.filter((caller) => caller === 'anonymous' || caller === 'owner of another shop'))(
    '%s',
    async (caller) => {
      for (const route of ROUTES.filter(
        (one) => !MAY[one.policy].includes(caller) && !isLasting(one),
      )) {
        for (const spell of spellings) {
          const path = spell(fill(route.path))
          const response = await knock(route, caller, path)
          const body = await response.text()
          // Pages that anybody may see are no way round; data of the shop would be.
          expect(
            response.status >= 400 || body.includes('<!doctype html>'),
            `${route.method} ${path}`,
          ).toBe(true)
        }
      }
    },
  )
})

describe('T33: nothing a caller is told stays in a shared cache', () => {
  it('says no-store on every answer but the public config', async () => {
    for (const route of ROUTES) {
      if (isLasting(route) || route.path.endsWith('/config')) continue
      const response = await knock(route, 'owner')
      expect(response.headers.get('cache-control'), route.path).toBe('no-store')
    }
  })
})
