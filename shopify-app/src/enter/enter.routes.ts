import { shopifyEnterAnswer, shopifyEnterRequest } from '@loods/protocol'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import { userAgentOf } from '../../../relay/src/http/session-cookie.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { Enter } from './enter.service.ts'

/** Where the app's page in a shop's admin gets its token. */
export function enterRoutes({ enter, limits }: { enter: Enter; limits: Limits }): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/shopify/v1/enter',
      // Whose token App Bridge gave is checked by the handler: the page is ours, the person Shopify's.
      policy: 'public',
      summary: 'Sign in whoever opened the Shopify app, with App Bridge’s session token as bearer',
      body: shopifyEnterRequest,
      response: shopifyEnterAnswer,
      async handle({ body, address, c }) {
        await limits.publicCall(address)
        const sessionToken = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
        return enter({ sessionToken, language: body.language, userAgent: userAgentOf(c) })
      },
    }),
  ]
}
