import { type Language, meAnswer, setUpRequest, signInRequest, tokenAnswer } from '@loods/protocol'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import * as v from 'valibot'
import type { Database } from '../db/database.ts'
import { notFound } from '../errors.ts'
import { sessionCookieName } from '../http/authenticate.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { MemberService } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'
import { findAccount } from './account.repository.ts'
import type { SessionService } from './session.service.ts'
import type { SetUpService } from './set-up.service.ts'
import type { SignInService } from './sign-in.service.ts'

export interface AccountRouteDeps {
  db: Database
  publicUrl: string
  limits: Limits
  setUp: SetUpService
  signIn: SignInService
  sessions: SessionService
  members: MemberService
  sites: SiteService
}

/** Signing in and out, and who one is. */
export function accountRoutes(deps: AccountRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/set-up',
      policy: 'public',
      summary: 'Make the first owner and shop, with the link the relay printed',
      body: setUpRequest,
      response: v.object({ siteId: v.string() }),
      async handle({ body, c, address }) {
        await deps.limits.signIn(address)
        const { cookie, siteId } = await deps.setUp.complete(body, userAgent(c))
        putCookie(c, deps.publicUrl, cookie)
        return { siteId }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/session',
      policy: 'public',
      summary: 'Sign in',
      body: signInRequest,
      async handle({ body, c, address }) {
        await deps.limits.signIn(address)
        await deps.limits.signIn(body.email)
        putCookie(
          c,
          deps.publicUrl,
          await deps.signIn.signIn(body.email, body.password, userAgent(c)),
        )
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/session/token',
      policy: 'session',
      summary: 'A short bearer token for the inbox',
      response: tokenAnswer,
      handle: ({ principal }) => deps.sessions.mintToken(principal),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/me',
      policy: 'account',
      summary: 'Who you are and which shops you answer for',
      response: meAnswer,
      handle: ({ principal }) => describe(deps, principal.accountId),
    }),
  ]
}

async function describe(
  deps: AccountRouteDeps,
  accountId: string,
): Promise<v.InferOutput<typeof meAnswer>> {
  const account = await findAccount(deps.db.read, accountId)
  if (!account) throw notFound('This account')
  const memberships = await deps.members.memberships(accountId)
  const sites = await Promise.all(
    memberships.map(async (membership) => {
      const site = await deps.sites.byId(membership.siteId)
      return { ...membership, name: site.settings.name, key: site.key }
    }),
  )
  return {
    accountId,
    name: account.name,
    email: account.email,
    language: account.language as Language,
    sites,
  }
}

function userAgent(c: Context): string {
  return c.req.header('user-agent') ?? ''
}

function putCookie(c: Context, publicUrl: string, secret: string): void {
  setCookie(c, sessionCookieName(publicUrl), secret, {
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'Lax',
    path: '/',
    maxAge: 30 * 86_400,
  })
}
