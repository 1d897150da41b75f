import type { Database } from '../../../relay/src/db/database.ts'
import { fromJson, toJson } from '../../../relay/src/db/json.ts'
import type { WriteTx } from '../../../relay/src/db/writer.ts'
import { notFound } from '../../../relay/src/errors.ts'
import { findInstalled, findShop, insertShop, type ShopRow, updateShop } from './shop.repository.ts'
import type { ShopDomain } from './shop-domain.ts'

/** What a shop last said of itself. Everything may be missing: it is asked for after the app was opened. */
export interface ShopFacts {
  name?: string
  /** Host shoppers see. */
  primaryDomain?: string
  timeZone?: string
  currency?: string
  plan?: { name: string; plus: boolean; development: boolean }
  /** Language shoppers are spoken to, such as `nl` or `pt-BR`. */
  locale?: string
  /** When the shop said so, by its own clock; what is older changes nothing. */
  asOf?: number
  /** Since when the storefront can read which site it is. */
  siteKeySetAt?: number
  /** Topics the shop tells us of beside those every shop does. */
  subscribed?: Record<string, string>
  /** What is known of its themes; see src/pages. */
  themes?: unknown
}

/** A shop that added the app, now or once. */
export interface Shop {
  siteId: string
  domain: ShopDomain
  state: ShopRow['state']
  /** What it granted. */
  scopes: string[]
  /** Shopify's own number of it, as text. */
  number: string | undefined
  pixelId: string | undefined
  facts: ShopFacts
  installedAt: number
  uninstalledAt: number | undefined
}

/** Shops of the operator's Shopify app, each a site here. */
export interface ShopService {
  /** The shop a site is; undefined for sites that are none of ours. */
  bySite(siteId: string): Promise<Shop | undefined>
  byDomain(domain: ShopDomain): Promise<Shop | undefined>
  /** Those that have the app now. */
  installed(): Promise<Shop[]>
  /** Inside an open transaction: what was read before may have changed. @throws RelayError not_found */
  within(tx: WriteTx, siteId: string): Promise<Shop>
  /** Adds a shop that added the app, inside the transaction that makes its site. */
  add(tx: WriteTx, siteId: string, domain: ShopDomain): Promise<void>
  /** Adds what became known of a shop to what was. */
  note(tx: WriteTx, siteId: string, facts: ShopFacts): Promise<void>
  change(
    tx: WriteTx,
    siteId: string,
    change: Partial<Pick<ShopRow, 'state' | 'scopes' | 'pixel_id' | 'shop_number'>> &
      Partial<Pick<ShopRow, 'installed_at' | 'uninstalled_at'>>,
  ): Promise<void>
}

export function createShopService(db: Database): ShopService {
  const service: ShopService = {
    bySite: async (siteId) => toShop(await findShop(db.read, { siteId })),
    byDomain: async (shop) => toShop(await findShop(db.read, { shop })),
    installed: async () => (await findInstalled(db.read)).map(fromRow),
    async within(tx, siteId) {
      const shop = toShop(await findShop(tx.db, { siteId }))
      if (!shop) throw notFound('This shop')
      return shop
    },
    add: (tx, siteId, shop) =>
      insertShop(tx.db, {
        ...{ shop, site_id: siteId, state: 'installed', scopes: '', facts: '{}' },
        ...{ installed_at: tx.now, uninstalled_at: null, shop_number: null, pixel_id: null },
        ...{ access_token: null, access_expires_at: null },
        ...{ refresh_token: null, refresh_expires_at: null, refreshing_until: null },
      }),
    async note(tx, siteId, facts) {
      const before = (await service.within(tx, siteId)).facts
      await updateShop(tx.db, siteId, { facts: toJson({ ...before, ...facts }) })
    },
    change: (tx, siteId, change) => updateShop(tx.db, siteId, change),
  }
  return service
}

function toShop(row: ShopRow | undefined): Shop | undefined {
  return row && fromRow(row)
}

function fromRow(row: ShopRow): Shop {
  return {
    siteId: row.site_id,
    domain: row.shop as ShopDomain,
    state: row.state,
    scopes: row.scopes === '' ? [] : row.scopes.split(','),
    number: row.shop_number ?? undefined,
    pixelId: row.pixel_id ?? undefined,
    facts: fromJson(row.facts) as ShopFacts,
    installedAt: row.installed_at,
    uninstalledAt: row.uninstalled_at ?? undefined,
  }
}
