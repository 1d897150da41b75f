import { createHash } from 'node:crypto'
import {
  type HostName,
  id,
  type Language,
  type SiteAnswer,
  shopPageAnswer,
  siteAnswer,
  siteSettings,
  siteSettingsChange,
  type Trigger,
  type WidgetConfig,
} from '@loods/protocol'
import * as v from 'valibot'
import { notFound } from '../errors.ts'
import type { PanelOf } from '../hosts/panel.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { MemberService } from '../members/member.service.ts'
import type { ShopPages } from './shop-page.ts'
import { type Site, type SiteService, toWidgetConfig } from './site.service.ts'

export interface SiteRouteDeps {
  sites: SiteService
  members: MemberService
  triggers(siteId: string): Promise<Trigger[]>
  /** What a page works out by itself how likely its visit is to end without an order. */
  risk(site: Site, triggers: Trigger[]): Promise<number[] | undefined>
  /** Other networks the shop is on, as its pages may know them. */
  elsewhere(site: Site): Promise<WidgetConfig['elsewhere']>
  failedDeliveries(siteId: string): Promise<number>
  pausedChannels(siteId: string): Promise<SiteAnswer['pausedChannels']>
  /** False while the shop has its plugin switched off. */
  isOn(siteId: string): Promise<boolean>
  shopPages: ShopPages
  /** What kind of shop it is, where its own software can be asked. */
  hostOf(siteId: string): Promise<HostName | undefined>
  /** Where its own software says what the chat may see, if it has an address for that. */
  panelOf: PanelOf
}

const inSite = v.object({ siteId: id })
const configQuery = v.object({ lang: v.optional(v.pipe(v.string(), v.maxLength(35)), '') })

/** Seconds a browser may use the config without asking; after that it asks with the ETag. */
const CONFIG_SECONDS = 300

export function siteRoutes(deps: SiteRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/widget/v1/:siteKey/config',
      policy: 'site',
      summary: 'What the loader needs to draw the launcher: cacheable, nothing of the minute',
      query: configQuery,
      async handle({ principal, query, c }) {
        if (!(await deps.isOn(principal.siteId))) throw notFound('This chat')
        const site = await deps.sites.byId(principal.siteId)
        const language = pickLanguage(query.lang, site.settings.language)
        const triggers = await deps.triggers(site.id)
        const risk = await deps.risk(site, triggers)
        const elsewhere = await deps.elsewhere(site)
        const config = toWidgetConfig(site, language, triggers, { risk, elsewhere })
        const version = createHash('sha256')
          .update(JSON.stringify(config))
          .digest('base64url')
          .slice(0, 16)
        c.header('cache-control', `public, max-age=${CONFIG_SECONDS}, stale-while-revalidate=86400`)
        c.header('etag', `"${version}"`)
        c.header('vary', 'origin')
        if (c.req.header('if-none-match') === `"${version}"`) return c.body(null, 304)
        return c.json({ version, ...config })
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/shop-page',
      policy: 'agent',
      summary: 'A page of the shop to show a preview on, and whether it may be framed',
      params: inSite,
      response: shopPageAnswer,
      handle: ({ principal }) => deps.shopPages.find(principal.siteId),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId',
      policy: 'agent',
      summary: 'A shop, its settings and its team',
      params: inSite,
      response: siteAnswer,
      async handle({ principal }) {
        const site = await deps.sites.byId(principal.siteId)
        const [members, failedDeliveries, pausedChannels, host, panel] = await Promise.all([
          deps.members.list(site.id),
          deps.failedDeliveries(site.id),
          deps.pausedChannels(site.id),
          deps.hostOf(site.id),
          deps.panelOf(site.id),
        ])
        return {
          ...{ ...site, members, failedDeliveries, pausedChannels },
          ...(host && { host }),
          ...(panel && { panelUrl: panel.permissions }),
        }
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/settings',
      policy: 'admin',
      summary: 'Change settings: only what is named',
      params: inSite,
      body: siteSettingsChange,
      response: siteSettings,
      handle: ({ principal, body }) => deps.sites.update(principal.siteId, body),
    }),
  ]
}

/** The page's language if we speak it, else the shop's. */
function pickLanguage(wanted: string, fallback: Language): Language {
  const short = wanted.slice(0, 2).toLowerCase()
  return short === 'nl' || short === 'en' ? short : fallback
}
