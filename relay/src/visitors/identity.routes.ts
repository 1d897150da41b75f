import { id, identifyAnswer, identifyRequest, signingSecretAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { SiteService } from '../sites/site.service.ts'
import type { IdentityService } from './identity.service.ts'

const inSite = v.object({ siteId: id })

export function identityRoutes(deps: {
  identity: IdentityService
  sites: SiteService
  limits: Limits
}): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/identify',
      policy: 'visitor',
      summary: 'Say who the shopper is: proven with a token of the shop, or as a label',
      body: identifyRequest,
      response: identifyAnswer,
      async handle({ principal, body }) {
        await deps.limits.context(principal.visitorId)
        return deps.identity.identify(principal, body)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/logout',
      policy: 'visitor',
      summary: 'The shopper signed out of the shop: this browser begins anew',
      async handle({ principal }) {
        await deps.identity.logOut(principal)
        return undefined
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/signing-secret',
      policy: 'owner',
      summary: 'The secret to sign customers’ tokens with',
      params: inSite,
      response: signingSecretAnswer,
      handle: async ({ principal }) => ({
        secret: await deps.sites.signingSecret(principal.siteId),
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/signing-secret',
      policy: 'owner',
      summary: 'Make a new signing secret; the old one stops working at once',
      params: inSite,
      response: signingSecretAnswer,
      handle: async ({ principal }) => ({
        secret: await deps.sites.rotateSecret(principal.siteId),
      }),
    }),
  ]
}
