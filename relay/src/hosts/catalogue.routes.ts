import { catalogueQuery, couponsAnswer, id, pictureQuery, productsAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { Catalogue } from './catalogue.service.ts'

export interface CatalogueRouteDeps {
  catalogue: Catalogue
  limits: Limits
}

const inSite = v.object({ siteId: id })
/** Seconds a member's browser may keep a picture. */
const KEEP_PICTURE = 86_400

/** What members look up in the shop to put into the conversation. */
export function catalogueRoutes({ catalogue, limits }: CatalogueRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/shop/products',
      policy: 'agent',
      summary: 'Products of the shop, as cards to send',
      params: inSite,
      query: catalogueQuery,
      response: productsAnswer,
      async handle({ principal, query }) {
        await limits.shopQuestion(principal.memberId)
        return { products: await catalogue.products(principal.siteId, query.q) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/shop/coupons',
      policy: 'agent',
      summary: 'Coupons of the shop that can be used now, as cards to send',
      params: inSite,
      query: catalogueQuery,
      response: couponsAnswer,
      async handle({ principal, query }) {
        await limits.shopQuestion(principal.memberId)
        return { coupons: await catalogue.coupons(principal.siteId, query.q) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/shop/picture',
      policy: 'agent',
      summary: 'A picture of the shop’s own, so that members load nothing from elsewhere',
      params: inSite,
      query: pictureQuery,
      async handle({ principal, query, c }) {
        await limits.shopQuestion(principal.memberId)
        const { type, bytes } = await catalogue.picture(principal.siteId, query.url)
        return c.body(
          bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
          200,
          {
            'content-type': type,
            'content-security-policy': "sandbox; default-src 'none'",
            'x-content-type-options': 'nosniff',
            'cache-control': `private, max-age=${KEEP_PICTURE}`,
          },
        )
      },
    }),
  ]
}
