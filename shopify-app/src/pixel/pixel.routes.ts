import { shopifyPixelEvent } from '@loods/protocol'
import * as v from 'valibot'
import { notFound } from '../../../relay/src/errors.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import { wantsNoCounting } from '../../../relay/src/visitors/wants-no-counting.ts'
import type { Pixel, PixelShop } from './pixel.service.ts'

export interface PixelRouteDeps {
  pixel: Pixel
  limits: Limits
  /** The Shopify shop with this key whose visits may be counted; undefined for any other. */
  shopOf(siteKey: string): Promise<PixelShop | undefined>
}

/** What the app's web pixel posts, as text/plain, from a worker that belongs to no page. */
export function pixelRoutes({ pixel, limits, shopOf }: PixelRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/shopify/pixel/:siteKey',
      policy: 'beacon',
      summary: 'Something happened in the cart or checkout of a Shopify shop',
      params: v.object({ siteKey: v.string() }),
      body: shopifyPixelEvent,
      async handle({ params, body, address, c }) {
        await limits.publicCall(address)
        if (wantsNoCounting(c.req)) return undefined
        const shop = await shopOf(params.siteKey)
        if (!shop) throw notFound('This shop')
        await pixel.take(shop, { address, agent: c.req.header('user-agent') ?? '' }, body)
        return undefined
      },
    }),
  ]
}
