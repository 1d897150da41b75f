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
  /** When that was so; what is told later but was so before changes nothing. */
  asOf?: number
  /** When the shop last had everything it needs of us. */
  settledAt?: number
  /** When another theme was published, in which the chat is off until somebody switches it on. */
  themePublishedAt?: number
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
  /** The same inside an open transaction. */
  within(tx: WriteTx, key: { shop: ShopDomain } | { siteId: string }): Promise<Shop | undefined>
  /** Inside an open transaction, for who knows that it is one. @throws RelayError not_found */
  of(tx: WriteTx, siteId: string): Promise<Shop>
  /** Adds a shop that added the app, inside the transaction that makes its site. */
  add(tx: WriteTx, siteId: string, domain: ShopDomain): Promise<void>
  /** The app was added again: what was set in the shop is not there any more. */
  begin(tx: WriteTx, siteId: string): Promise<void>
  /** The app was taken out of the shop. */
  end(tx: WriteTx, siteId: string): Promise<void>
  /** Adds what became known of a shop to what was. */
  note(tx: WriteTx, siteId: string, facts: ShopFacts): Promise<void>
  change(
    tx: WriteTx,
    siteId: string,
    change: Partial<Pick<ShopRow, 'scopes' | 'pixel_id' | 'shop_number'>>,
  ): Promise<void>
}

export function createShopService(db: Database): ShopService {
  const service: ShopService = {
    bySite: async (siteId) => toShop(await findShop(db.read, { siteId })),
    byDomain: async (shop) => toShop(await findShop(db.read, { shop })),
    installed: async () => (await findInstalled(db.read)).map(fromRow),
    within: async (tx, key) => toShop(await findShop(tx.db, key)),
    async of(tx, siteId) {
      const shop = await service.within(tx, { siteId })
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
    async begin(tx, siteId) {
      const { settledAt: _, themePublishedAt: __, ...facts } = (await service.of(tx, siteId)).facts
      await updateShop(tx.db, siteId, {
        ...{ state: 'installed', installed_at: tx.now, uninstalled_at: null, pixel_id: null },
        facts: toJson(facts),
      })
    },
    end: (tx, siteId) =>
      updateShop(tx.db, siteId, { state: 'uninstalled', uninstalled_at: tx.now, pixel_id: null }),
    async note(tx, siteId, facts) {
      const before = (await service.of(tx, siteId)).facts
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
