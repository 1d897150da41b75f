import type { Context, Hono } from 'hono'
import { RelayError } from '../errors.ts'
import type { Authenticate } from './authenticate.ts'
import { clientAddress, peerAddress } from './client-address.ts'
import { parse, parseJson, readText } from './parse.ts'
import type { Policy } from './principal.ts'
import type { Route } from './route.ts'

export interface RegisterDeps {
  authenticate: Authenticate
  publicUrl: string
  trustProxy: number
  /** Whether an admin panel at this origin may use the API of this site, or of some site. */
  isLinkedOrigin(origin: string, siteId?: string): Promise<boolean>
}

/** Puts declared routes into an app: origin rules, who calls, what they send, and never a cached answer. */
export function registerRoutes(app: Hono, routes: Route[], deps: RegisterDeps): void {
  for (const route of routes) {
    if (isForPages(route.policy) || isForMembers(route.policy)) {
      app.options(route.path, (c) => preflight(c, route.policy, deps))
    }
    app.on(route.method, route.path, (c) => answer(c, route, deps))
  }
}

async function answer(c: Context, route: Route, deps: RegisterDeps): Promise<Response> {
  c.header('cache-control', 'no-store')
  refuseForeignCall(c, route, deps.publicUrl)
  const text = route.body ? await readText(c.req) : ''
  const principal = await authenticate(c, route.policy, text, deps)
  await allowReading(c, route.policy, deps)
  const result = await route.handle({
    principal,
    params: route.params ? parse(route.params, c.req.param()) : undefined,
    query: route.query ? parse(route.query, c.req.query()) : undefined,
    body: route.body ? parse(route.body, parseJson(text)) : undefined,
    address: clientAddress(c.req.header('x-forwarded-for'), peerAddress(c), deps.trustProxy),
    c,
  })
  if (result instanceof Response) return result
  return result === undefined ? c.body(null, 204) : c.json(result as object)
}

/** Who calls. A page that may call can read that its secret opens nothing any more; else it would try for ever. */
async function authenticate(c: Context, policy: Policy, text: string, deps: RegisterDeps) {
  try {
    return await deps.authenticate(policy, c, text)
  } catch (error) {
    if (error instanceof RelayError && error.code === 'unauthorized') {
      await allowReading(c, policy, deps)
    }
    throw error
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Cookies travel by themselves, so what they open takes no cross-site call at all (T29): the browser
 * must say the request is our own page's, and JSON is the only body. Bearer routes need no such rule.
 */
function refuseForeignCall(c: Context, route: Route, publicUrl: string): void {
  if (route.policy !== 'session' && route.policy !== 'public') return
  if (SAFE.has(c.req.method)) return
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const ours =
    origin === undefined
      ? site === undefined || site === 'same-origin'
      : origin === new URL(publicUrl).origin
  const sameSite = site === undefined || site === 'same-origin' || site === 'none'
  const json = c.req.header('content-type')?.split(';')[0]?.trim() === 'application/json'
  if (!ours || !sameSite || !json) {
    throw new RelayError(
      'cross_site',
      `This call did not come from a page of ${new URL(publicUrl).origin}. Open the page there and try again.`,
    )
  }
}

/** The widget's routes: a shop's own pages call them. */
function isForPages(policy: Policy): boolean {
  return policy === 'site' || policy === 'visitor'
}

/** What takes a member's bearer token. */
function isForMembers(policy: Policy): boolean {
  return !isForPages(policy) && !['public', 'beacon', 'shop', 'session'].includes(policy)
}

/**
 * Lets the page read the answer, without credentials: the shop's own pages, whose list was checked
 * before, what is the widget's; the admin panel a shop is linked from, what is a member's (T30).
 */
async function allowReading(c: Context, policy: Policy, deps: RegisterDeps): Promise<void> {
  const origin = c.req.header('origin')
  if (origin === undefined) return
  const linked = () => deps.isLinkedOrigin(origin, c.req.param('siteId'))
  if (!isForPages(policy) && !(isForMembers(policy) && (await linked()))) return
  c.header('access-control-allow-origin', origin)
  c.header('vary', 'origin')
}

async function preflight(c: Context, policy: Policy, deps: RegisterDeps): Promise<Response> {
  if (isForPages(policy)) await deps.authenticate('site', c, '')
  await allowReading(c, policy, deps)
  c.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
  c.header(
    'access-control-allow-headers',
    'authorization, content-type, x-file-name, x-file-seconds',
  )
  c.header('access-control-max-age', '7200')
  return c.body(null, 204)
}
