import {
  emailChangeAnswer,
  emailChangeRequest,
  meAnswer,
  passwordChangeRequest,
  profileChange,
  tokenRequest,
} from '@loods/protocol'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { AccountService } from './account.service.ts'
import type { PasswordService } from './password.service.ts'

export interface AccountRouteDeps {
  limits: Limits
  accounts: AccountService
  passwords: PasswordService
}

/** Who one is: name, address, language, password. */
export function accountRoutes({ limits, accounts, passwords }: AccountRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/me',
      policy: 'account',
      summary: 'Who you are and which shops you answer for',
      response: meAnswer,
      handle: ({ principal }) => accounts.me(principal.accountId),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/me',
      policy: 'account',
      summary: 'Change your name or language: only what is named',
      body: profileChange,
      response: meAnswer,
      async handle({ principal, body }) {
        await accounts.update(principal.accountId, body)
        return accounts.me(principal.accountId)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/me/password',
      policy: 'account',
      summary: 'Choose another password; every other browser is signed out',
      body: passwordChangeRequest,
      async handle({ principal, body, address }) {
        await passwords.change(principal, { ...body, address })
        return undefined
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/me/email',
      policy: 'account',
      summary: 'Sign in with another address; it proves itself by a link first',
      body: emailChangeRequest,
      response: emailChangeAnswer,
      handle: async ({ principal, body, address }) => ({
        changed: await accounts.changeEmail(principal, { ...body, address }),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/email-confirmation',
      policy: 'public',
      summary: 'Open the link that was mailed to a new address',
      body: tokenRequest,
      async handle({ body, address }) {
        await limits.publicCall(address)
        await accounts.confirmEmail(body.token)
        return undefined
      },
    }),
  ]
}
