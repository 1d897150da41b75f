import { id, sessionsAnswer, signInRequest, tokenAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import { dropSessionCookie, putSessionCookie, userAgentOf } from '../http/session-cookie.ts'
import type { SessionService } from './session.service.ts'
import type { SignInService } from './sign-in.service.ts'

export interface SessionRouteDeps {
  publicUrl: string
  signIn: SignInService
  sessions: SessionService
}

/** Signing in and out, here and elsewhere. */
export function sessionRoutes(deps: SessionRouteDeps): Route[] {
  return [...ownSessionRoutes(deps), ...allSessionsRoutes(deps)]
}

function ownSessionRoutes({ publicUrl, signIn, sessions }: SessionRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/session',
      policy: 'public',
      summary: 'Sign in',
      body: signInRequest,
      async handle({ body, c, address }) {
        const cookie = await signIn.signIn({ ...body, address }, userAgentOf(c))
        putSessionCookie(c, publicUrl, cookie)
        return undefined
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/session',
      policy: 'session',
      summary: 'Sign out',
      async handle({ principal, c }) {
        await sessions.end(principal, principal.sessionId)
        dropSessionCookie(c, publicUrl)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/session/token',
      policy: 'session',
      summary: 'A short bearer token for the inbox',
      response: tokenAnswer,
      handle: ({ principal }) => sessions.mintToken(principal),
    }),
  ]
}

function allSessionsRoutes({ sessions }: SessionRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sessions',
      policy: 'account',
      summary: 'Where you are signed in',
      response: sessionsAnswer,
      handle: async ({ principal }) => ({ sessions: await sessions.list(principal) }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sessions',
      policy: 'account',
      summary: 'Sign out everywhere, here too',
      async handle({ principal }) {
        await sessions.endAll(principal)
        return undefined
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sessions/:sessionId',
      policy: 'account',
      summary: 'Sign one browser out',
      params: v.object({ sessionId: id }),
      async handle({ principal, params }) {
        await sessions.end(principal, params.sessionId)
        return undefined
      },
    }),
  ]
}
