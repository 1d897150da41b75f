import type { Language } from '@loods/protocol'
import { id, shopifyErasure, shopifyStatus, shopifyTestAnswer } from '@loods/protocol'
import * as v from 'valibot'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import { notFound } from '../../../relay/src/errors.ts'
import { defineRoute, type Route } from '../../../relay/src/http/route.ts'
import type { Limits } from '../../../relay/src/limits/limits.ts'
import { readShopDomain } from '../shops/shop-domain.ts'
import { appPage, type PageFiles } from './app-page.ts'
import { pagePolicy } from './page-policy.ts'
import type { StatusService } from './status.service.ts'
import type { TestMessages } from './test-message.ts'

export interface PageRouteDeps {
  shopify: ShopifyConfig
  files: PageFiles
  status: StatusService
  tests: TestMessages
  limits: Pick<Limits, 'publicCall' | 'pushTest'>
  /** Erases everything of a shop, the app's link included. */
  erase(siteId: string): Promise<void>
}

/**
 * Where the page answers. The admin puts a path of ours behind the app's own address, which has a path
 * already, in ways that differ between a click in its menu and a reload.
 */
const PATHS = ['/shopify', '/shopify/shopify'].flatMap((root) => [
  root,
  `${root}/app`,
  `${root}/app/shop`,
])

/** What a link in the page has to carry on; the rest proves who opened it, once. */
const KEPT = ['shop', 'host', 'locale', 'embedded']

/** The app's page in a shop's admin, and what it asks. */
export function pageRoutes(deps: PageRouteDeps): Route[] {
  return [...PATHS.map((path) => pageRoute(deps, path)), ...shopRoutes(deps)]
}

function pageRoute({ shopify, files, limits }: PageRouteDeps, path: string): Route {
  return defineRoute({
    method: 'GET',
    path,
    policy: 'public',
    summary: 'The app’s page in a shop’s admin',
    async handle({ c, address }) {
      await limits.publicCall(address)
      const query = new URL(c.req.url).searchParams
      const shop = readShopDomain(query.get('shop') ?? '')
      c.header('content-security-policy', pagePolicy(shopify, shop))
      c.header('referrer-policy', 'no-referrer')
      return c.html(
        appPage(shopify, files, { shop, language: languageOf(query), query: kept(query) }),
      )
    },
  })
}

function shopRoutes({ status, tests, limits, erase }: PageRouteDeps): Route[] {
  const params = v.object({ siteId: id })
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/shopify/status',
      policy: 'admin',
      summary: 'Whether the chat shows in a Shopify shop, and in which theme',
      params,
      response: shopifyStatus,
      handle: ({ principal }) => status.read(principal.siteId),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/shopify/test-message',
      policy: 'admin',
      summary: 'A message in the inbox as from a shopper, to try an answer on',
      params,
      body: v.strictObject({}),
      response: shopifyTestAnswer,
      async handle({ principal }) {
        await limits.pushTest(principal.accountId)
        return { conversationId: await tests.send(principal.siteId) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/shopify/erase',
      policy: 'owner',
      summary: 'Erase the shop and everything of it, for good',
      params,
      body: shopifyErasure,
      async handle({ principal, body }) {
        if (body.siteId !== principal.siteId) throw notFound('This shop')
        await status.read(principal.siteId)
        await erase(principal.siteId)
        return undefined
      },
    }),
  ]
}

/** Of the two we speak, the one the merchant's admin is in. */
function languageOf(query: URLSearchParams): Language {
  return query.get('locale')?.slice(0, 2).toLowerCase() === 'nl' ? 'nl' : 'en'
}

function kept(query: URLSearchParams): string {
  const pairs = KEPT.flatMap((name) =>
    query
      .getAll(name)
      .slice(0, 1)
      .map((value) => [name, value]),
  )
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}
