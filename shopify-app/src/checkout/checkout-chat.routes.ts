import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import { notFound } from '../../../relay/src/errors.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import type { Identify } from '../proxy/identify.service.ts'
import type { Shop, ShopService } from '../shops/shop.service.ts'
import { APP_BRIDGE, type ChatPage, framePage, panelPage } from './checkout-chat.page.ts'
import { readCheckoutToken } from './checkout-token.ts'
import { languageOf } from './words.ts'

export interface CheckoutChatDeps {
  app: Pick<ShopifyConfig, 'apiKey' | 'secrets'>
  shops: Pick<ShopService, 'byDomain'>
  sites: Pick<SiteService, 'byId'>
  identify: Pick<Identify, 'token'>
  limits: Pick<Limits, 'publicCall' | 'context'>
  clock: () => number
}

const place = v.object({ place: v.picklist(['checkout', 'thank-you']) })
/** What Shopify adds to the address of a page it frames. */
const framed = v.object({
  id_token: v.pipe(v.string(), v.maxLength(4_000)),
  locale: v.optional(v.pipe(v.string(), v.maxLength(35))),
})

/** Where a checkout may be, beside the shop's own addresses. */
const SHOPIFYS = ['https://checkout.shopify.com', 'https://shop.app']
const HOST = /^[a-z0-9.-]+$/

/** The chat in checkout and on the thank-you page: what Shopify frames there, and what that needs. */
export function checkoutChatRoutes(deps: CheckoutChatDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/shopify/checkout-chat/:place',
      policy: 'public',
      summary: 'The chat as Shopify frames it in a checkout',
      params: place,
      query: framed,
      async handle({ params, query, address, c }) {
        await deps.limits.publicCall(address)
        const { shop, page } = await pageIn(deps, params.place, query)
        const bridge = new URL(APP_BRIDGE).origin
        return answer(
          c,
          shop,
          page,
          { scripts: [bridge], own: "frame-src 'self'; connect-src 'self'" },
          framePage(page),
        )
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/shopify/checkout-chat/:place/panel',
      policy: 'public',
      summary: 'The conversation inside that chat',
      params: place,
      query: framed,
      async handle({ params, query, address, c }) {
        await deps.limits.publicCall(address)
        const { shop, page } = await pageIn(deps, params.place, query)
        const own = "connect-src 'self'; img-src https: data: blob:; media-src 'self' blob:"
        return answer(c, shop, page, { ancestors: ["'self'"], own }, panelPage(page))
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/shopify/checkout-chat/identify',
      policy: 'public',
      summary: 'Signs which customer a checkout is of; nothing to sign where none is logged in',
      body: v.object({ idToken: v.pipe(v.string(), v.maxLength(4_000)) }),
      response: v.object({ token: v.optional(v.string()) }),
      async handle({ body, address }) {
        await deps.limits.publicCall(address)
        const { customerId } = await readCheckoutToken(body.idToken, deps.app, deps.clock())
        const shop = await shopOf(deps, body.idToken)
        if (customerId === undefined) return {}
        await deps.limits.context(`${shop.siteId} ${customerId}`)
        return { token: await deps.identify.token(shop, customerId) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/shopify/checkout-chat/assets/:name',
      policy: 'public',
      summary: 'Scripts of those pages',
      params: v.object({ name: v.picklist(['frame.js', 'panel.js']) }),
      async handle({ params, c }) {
        c.header('cache-control', 'public, max-age=300')
        return c.body(SCRIPTS[params.name], 200, {
          'content-type': 'text/javascript; charset=utf-8',
        })
      },
    }),
  ]
}

const SCRIPTS = { 'frame.js': script('frame.js'), 'panel.js': script('panel.js') }

function script(name: string): string {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8')
}

/** The shop a token speaks for, while it has the app. @throws RelayError bad_token, not_found */
async function shopOf({ app, shops, clock }: CheckoutChatDeps, token: string): Promise<Shop> {
  const claims = await readCheckoutToken(token, app, clock())
  const shop = await shops.byDomain(claims.shop)
  if (shop?.state !== 'installed') throw notFound('The chat of this shop')
  return shop
}

/** The shop the token of a framed page names, and what that page shows there. @throws RelayError bad_token, not_found */
async function pageIn(
  deps: CheckoutChatDeps,
  place: ChatPage['place'],
  { id_token, locale }: v.InferOutput<typeof framed>,
): Promise<{ shop: Shop; page: ChatPage }> {
  const shop = await shopOf(deps, id_token)
  const site = await deps.sites.byId(shop.siteId)
  const language = languageOf(locale, site.settings.language)
  return { shop, page: { site, place, language, nonce: randomBytes(16).toString('base64') } }
}

interface Allowed {
  /** Origins scripts come from beside our own. */
  scripts?: string[]
  /** Who may frame the page beside the shop's checkout. */
  ancestors?: string[]
  /** What else the page may do. */
  own: string
}

/** A page only this shop's checkout may frame. */
function answer(
  c: Context,
  shop: Shop,
  { nonce }: ChatPage,
  { scripts = [], ancestors = [], own }: Allowed,
  page: ReturnType<typeof framePage>,
) {
  const policy = [
    "default-src 'none'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    `style-src 'nonce-${nonce}'`,
    own,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${[...ancestors, ...checkoutsOf(shop)].join(' ')}`,
  ]
  c.header('content-security-policy', policy.join('; '))
  return c.html(page)
}

function checkoutsOf({ domain, facts: { primaryDomain = '' } }: Shop): string[] {
  const own = HOST.test(primaryDomain) ? [`https://${primaryDomain}`] : []
  return [`https://${domain}`, ...own, ...SHOPIFYS]
}
