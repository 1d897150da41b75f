import {
  arrivalAnswer,
  entryAnswer,
  passwordResetCompleteRequest,
  passwordResetRequest,
  setUpRequest,
  signUpCompleteRequest,
  signUpInviteAnswer,
  signUpRequest,
} from '@loods/protocol'
import { defineRoute, type Route } from '../http/route.ts'
import { putSessionCookie, userAgentOf } from '../http/session-cookie.ts'
import type { Limits } from '../limits/limits.ts'
import type { PasswordService } from './password.service.ts'
import type { SetUpService } from './set-up.service.ts'
import type { SignUpService } from './sign-up.service.ts'

export interface EntryRouteDeps {
  publicUrl: string
  /** Whether the relay can send mail. */
  mail: boolean
  limits: Limits
  setUp: SetUpService
  signUp: SignUpService
  passwords: PasswordService
}

/** The ways in for whoever is not signed in: first owner, new shop, lost password. */
export function entryRoutes(deps: EntryRouteDeps): Route[] {
  return [...firstRoutes(deps), ...signUpRoutes(deps), ...resetRoutes(deps)]
}

function firstRoutes({ publicUrl, mail, limits, setUp, signUp }: EntryRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/entry',
      policy: 'public',
      summary: 'Which ways in there are',
      response: entryAnswer,
      handle: async () => ({ needsSetUp: await setUp.isNeeded(), signUp: signUp.open, mail }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/set-up',
      policy: 'public',
      summary: 'Make the first owner and shop, with the link the relay printed',
      body: setUpRequest,
      response: arrivalAnswer,
      async handle({ body, c, address }) {
        await limits.publicCall(address)
        const { cookie, siteId } = await setUp.complete(body, userAgentOf(c))
        putSessionCookie(c, publicUrl, cookie)
        return { siteId }
      },
    }),
  ]
}

function signUpRoutes({ publicUrl, limits, signUp }: EntryRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/sign-up',
      policy: 'public',
      summary: 'Ask for an account and a shop: a link comes by mail',
      body: signUpRequest,
      async handle({ body, address }) {
        await limits.linkMail(address, body.email)
        await signUp.ask(body.email, body.language)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sign-up/invitations',
      policy: 'account',
      summary: 'Ask somebody to open a shop on this relay (its first owner only)',
      body: signUpRequest,
      response: signUpInviteAnswer,
      handle: ({ principal, body }) => signUp.invite(principal, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sign-up/complete',
      policy: 'public',
      summary: 'Make the account and the shop, with the link that came by mail',
      body: signUpCompleteRequest,
      response: arrivalAnswer,
      async handle({ body, c, address }) {
        await limits.publicCall(address)
        const from = { address, userAgent: userAgentOf(c) }
        const { cookie, siteId } = await signUp.complete(body, from)
        putSessionCookie(c, publicUrl, cookie)
        return { siteId }
      },
    }),
  ]
}

function resetRoutes({ publicUrl, limits, passwords }: EntryRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/password-reset',
      policy: 'public',
      summary: 'Ask for a new password: the answer is the same for every address',
      body: passwordResetRequest,
      async handle({ body, address }) {
        await limits.linkMail(address, body.email)
        await passwords.askReset(body.email)
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/password-reset/complete',
      policy: 'public',
      summary: 'Choose a new password, with the link that came by mail; signs out everywhere else',
      body: passwordResetCompleteRequest,
      async handle({ body, c, address }) {
        await limits.publicCall(address)
        putSessionCookie(c, publicUrl, await passwords.reset(body, userAgentOf(c)))
        return undefined
      },
    }),
  ]
}
