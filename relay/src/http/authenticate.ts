import type { Context } from 'hono'
import type { SessionService } from '../accounts/session.service.ts'
import { notFound, RelayError } from '../errors.ts'
import { checkShopRequest } from '../hosts/signed-by-shop.ts'
import type { MemberService } from '../members/member.service.ts'
import { allowsOrigin, type Site, type SiteService } from '../sites/site.service.ts'
import type { VisitorService } from '../visitors/visitor.service.ts'
import { type MemberPrincipal, type Policy, type PrincipalOf, roleCovers } from './principal.ts'
import { readSessionCookie } from './session-cookie.ts'

export interface AuthDeps {
  publicUrl: string
  sites: SiteService
  visitors: VisitorService
  sessions: SessionService
  members: MemberService
  /** Told of a page that may not run a shop's widget. */
  onRefusedOrigin(siteId: string, origin: string): void
  clock: () => number
}

/** Finds out who calls, for each policy; refuses whoever the policy does not cover. */
export type Authenticate = (
  policy: Policy,
  c: Context,
  body: string,
) => Promise<PrincipalOf<Policy>>

export function createAuthenticate(deps: AuthDeps): Authenticate {
  return async function authenticate(policy, c, body) {
    switch (policy) {
      case 'public':
      case 'beacon':
        return undefined
      case 'site': {
        const site = await siteOf(deps, c)
        return { kind: 'site', siteId: site.id, siteKey: site.key }
      }
      case 'visitor':
        return visitorOf(deps, c)
      case 'shop':
        return shopOf(deps, c, body)
      case 'session':
        return sessionOf(deps, c)
      case 'account':
        return accountOf(deps, c)
      default:
        return memberOf(deps, c, policy)
    }
  }
}

async function siteOf(deps: AuthDeps, c: Context): Promise<Site> {
  const site = await deps.sites.byKey(c.req.param('siteKey') ?? '')
  if (!site) throw notFound('This shop')
  const origin = c.req.header('origin')
  if (origin !== undefined && !allowsOrigin(site.settings, origin, deps.publicUrl)) {
    deps.onRefusedOrigin(site.id, origin)
    throw new RelayError(
      'origin_not_allowed',
      'This shop does not run its chat here. Add this address in its settings.',
    )
  }
  return site
}

async function visitorOf(deps: AuthDeps, c: Context): Promise<PrincipalOf<'visitor'>> {
  const site = await siteOf(deps, c)
  const visitor = await deps.visitors.authenticate(site.id, bearer(c))
  if (!visitor) throw unauthorized()
  return visitor
}

async function shopOf(deps: AuthDeps, c: Context, body: string): Promise<PrincipalOf<'shop'>> {
  const site = await deps.sites.byKey(c.req.param('siteKey') ?? '')
  if (!site) throw notFound('This shop')
  const signer = { key: site.key, secret: await deps.sites.signingSecret(site.id) }
  const { method, path } = c.req
  await checkShopRequest(bearer(c), signer, { method, path, body }, deps.clock())
  return { kind: 'shop', siteId: site.id, siteKey: site.key }
}

async function sessionOf(deps: AuthDeps, c: Context): Promise<PrincipalOf<'session'>> {
  const cookie = readSessionCookie(c, deps.publicUrl)
  const account = cookie && (await deps.sessions.fromCookie(cookie))
  if (!account) throw unauthorized()
  return account
}

async function accountOf(deps: AuthDeps, c: Context): Promise<PrincipalOf<'account'>> {
  const account = await deps.sessions.fromToken(bearer(c))
  if (!account) throw unauthorized()
  return account
}

async function memberOf(
  deps: AuthDeps,
  c: Context,
  need: 'agent' | 'admin' | 'owner',
): Promise<MemberPrincipal> {
  const account = await accountOf(deps, c)
  const member = await deps.members.principal(c.req.param('siteId') ?? '', account)
  if (!member) throw notFound('This shop')
  if (!roleCovers(member.role, need)) {
    throw new RelayError(
      'forbidden',
      `Only ${need === 'owner' ? 'an owner' : 'an admin or owner'} can do this. Ask one of them.`,
    )
  }
  return member
}

function bearer(c: Context): string {
  return /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
}

function unauthorized(): RelayError {
  return new RelayError(
    'unauthorized',
    'You are not signed in here, or no longer. Sign in and try again.',
  )
}
