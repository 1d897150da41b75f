import * as v from 'valibot'
import type { Writer } from '../../../relay/src/db/writer.ts'
import type { Logger } from '../../../relay/src/logger.ts'
import { defineHandler, type OutboxHandler } from '../../../relay/src/outbox/handler.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import type { AdminAnswer, AdminApi } from '../admin-api/admin-api.ts'
import { asResult } from '../admin-api/as-result.ts'
import { numberOf } from '../numbers.ts'
import type { ShopFacts, ShopService } from '../shops/shop.service.ts'
import {
  CREATE_PIXEL,
  PIXEL,
  type PixelAnswer,
  SET_METAFIELDS,
  SHOP,
  type ShopAnswer,
  UPDATE_PIXEL,
} from './documents.ts'
import { learn } from './learn.ts'
import { SETTLE } from './settle-row.ts'

export interface SettleDeps {
  writer: Writer
  clock: () => number
  log: Logger
  publicUrl: string
  api: AdminApi
  shops: ShopService
  sites: SiteService
  /** Asks to be told of what the shop allows to be told. */
  subscribe(siteId: string, scopes: string[]): Promise<Answer>
}

type Answer = AdminAnswer<unknown>

/** What a site is called in its shop: public, for every page has it. */
interface Names {
  siteKey: string
  relay: string
}

/**
 * Sets in a shop what it needs of us, whatever of it is there already, and learns what it says of
 * itself. Each step may be done again: a process that dies in between begins anew.
 */
export function settleHandler(deps: SettleDeps): OutboxHandler {
  const { writer, api, shops, sites } = deps
  return defineHandler({
    kind: SETTLE,
    payload: v.object({}),
    async handle({ site_id: siteId }) {
      const at = deps.clock()
      const asked = await api.query<ShopAnswer>(siteId, SHOP)
      if (asked.outcome !== 'ok') return asResult(asked)
      const { currentAppInstallation: installation, shop } = asked.data
      const scopes = installation.accessScopes.map(({ handle }) => handle)
      await writer.run(async (tx) => {
        await learn(tx, deps, siteId, { ...toFacts(shop), asOf: at })
        await shops.change(tx, siteId, {
          scopes: scopes.join(','),
          shop_number: numberOf(shop.id),
        })
      })
      const names = { siteKey: (await sites.byId(siteId)).key, relay: deps.publicUrl }
      const steps = [
        () => tellStorefront(api, siteId, installation, names),
        () => tellPixel(deps, siteId, names),
        () => deps.subscribe(siteId, scopes),
      ]
      for (const step of steps) {
        const done = await step()
        if (done.outcome === 'denied') deps.log.warn({ site: siteId }, done.message)
        else if (done.outcome !== 'ok') return asResult(done)
      }
      return {
        outcome: 'done',
        record: (tx) => shops.note(tx, siteId, { settledAt: tx.now }),
      }
    },
  })
}

function toFacts(shop: ShopAnswer['shop']): ShopFacts {
  const { publicDisplayName: name, shopifyPlus: plus, partnerDevelopment: development } = shop.plan
  return {
    name: shop.name,
    primaryDomain: shop.primaryDomain.host,
    timeZone: shop.ianaTimezone,
    currency: shop.currencyCode,
    plan: { name, plus, development },
  }
}

/** Metafields of the app's own, which nobody else can write and every page can read: nothing secret. */
async function tellStorefront(
  api: AdminApi,
  siteId: string,
  { id: ownerId, metafields }: ShopAnswer['currentAppInstallation'],
  { siteKey, relay }: Names,
): Promise<Answer> {
  const there = new Map(metafields.nodes.map(({ key, value }) => [key, value]))
  const wanted = Object.entries({ site_key: siteKey, relay })
  if (wanted.every(([key, value]) => there.get(key) === value)) return DONE
  return api.query(siteId, SET_METAFIELDS, {
    metafields: wanted.map(([key, value]) => ({
      ...{ ownerId, namespace: 'loods', key, value },
      type: 'single_line_text_field',
    })),
  })
}

/** Merchants have no switch for an app's pixel: it runs once it was created, and there is one at most. */
async function tellPixel(deps: SettleDeps, siteId: string, settings: Names): Promise<Answer> {
  const { api, shops, writer } = deps
  const there = await api.query<PixelAnswer>(siteId, PIXEL)
  // A shop without one may say so by an error.
  if (there.outcome !== 'ok' && there.outcome !== 'refused') return there
  const pixel = there.outcome === 'ok' ? there.data.webPixel : null
  if (pixel && isSame(pixel.settings, settings)) return DONE
  const done = pixel
    ? await api.query<PixelChange>(siteId, UPDATE_PIXEL, { id: pixel.id, webPixel: { settings } })
    : await api.query<PixelChange>(siteId, CREATE_PIXEL, { webPixel: { settings } })
  const id = done.outcome === 'ok' ? Object.values(done.data)[0]?.webPixel?.id : undefined
  if (id) await writer.run((tx) => shops.change(tx, siteId, { pixel_id: numberOf(id) }))
  return done
}

type PixelChange = Record<string, { webPixel: { id: string } | null } | null>

function isSame(stored: unknown, { siteKey, relay }: Names): boolean {
  const known = typeof stored === 'string' ? (JSON.parse(stored) as unknown) : stored
  return v.is(v.object({ siteKey: v.literal(siteKey), relay: v.literal(relay) }), known)
}

const DONE: Answer = { outcome: 'ok', data: {} }
