import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { siteKey } from '@loods/protocol'
import { html, raw } from 'hono/html'
import * as v from 'valibot'
import { notFound } from '../../../relay/src/errors.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import type { ShopService } from '../shops/shop.service.ts'

export interface KeepRouteDeps {
  sites: Pick<SiteService, 'byKey'>
  shops: Pick<ShopService, 'bySite'>
  limits: Pick<Limits, 'publicCall'>
}

const SCRIPT = readFileSync(new URL('./keep.js', import.meta.url), 'utf8')

/** The page a shop's own pages frame, unseen, so that a conversation goes on in the checkout. */
export function keepRoutes({ sites, shops, limits }: KeepRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/shopify/keep/:siteKey',
      policy: 'public',
      summary: 'Keeps a shopper’s conversation at hand for the chat in the checkout',
      params: v.object({ siteKey }),
      async handle({ params, address, c }) {
        await limits.publicCall(address)
        const site = await sites.byKey(params.siteKey)
        const shop = site && (await shops.bySite(site.id))
        if (!site || shop?.state !== 'installed') throw notFound('This shop')
        const nonce = randomBytes(16).toString('base64')
        const ancestors = [`https://${shop.domain}`, ...site.settings.origins]
        c.header(
          'content-security-policy',
          `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors ${[...new Set(ancestors)].join(' ')}`,
        )
        return c.html(html`<!doctype html>
<html lang="en" data-site="${site.key}">
  <head>
    <meta charset="utf-8" />
    <title>Loods</title>
    <meta name="robots" content="noindex" />
    <script nonce="${nonce}">${raw(SCRIPT)}</script>
  </head>
</html>`)
      },
    }),
  ]
}
