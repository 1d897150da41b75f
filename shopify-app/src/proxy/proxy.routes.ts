import * as v from 'valibot'
import { RelayError } from '../../../relay/src/errors.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { Identify } from './identify.service.ts'
import { readProxiedRequest } from './signed-request.ts'

export interface ProxyRouteDeps {
  identify: Identify
  secrets: readonly string[]
  limits: Limits
  clock: () => number
}

/** What pages of a Shopify shop ask through the shop's own address (`/apps/loods/…`), signed by Shopify. */
export function proxyRoutes({ identify, secrets, limits, clock }: ProxyRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/shopify/proxy/identify',
      policy: 'public',
      summary: 'Signs who is logged in at a Shopify shop; nothing to sign where nobody is',
      response: v.object({ token: v.optional(v.string()) }),
      async handle({ c }) {
        const request = readProxiedRequest(new URL(c.req.url).searchParams, secrets, clock())
        const shop = await identify.siteOf(request)
        if (!shop) throw foreign()
        const { customerId } = request
        if (customerId === undefined) return {}
        await limits.context(`${shop.siteId} ${customerId}`)
        return { token: await identify.token(shop, customerId) }
      },
    }),
  ]
}

function foreign(): RelayError {
  return new RelayError(
    'unauthorized',
    'This shop does not have the chat. Its owner adds it in the Shopify admin.',
  )
}
