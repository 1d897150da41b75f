import type { Discount, Product } from './catalogue.ts'
import type { Customer, Order } from './sales.ts'
import type { Theme } from './theme.ts'

export interface Shop {
  id: bigint
  /** `wilg.myshopify.com`: what a shop is known by. */
  domain: string
  name: string
  email: string
  /** The host shoppers see; the domain above unless the shop has its own. */
  primaryHost: string
  ianaTimezone: string
  currencyCode: string
  locale: string
  plan: { displayName: string; shopifyPlus: boolean; partnerDevelopment: boolean }
  /** Frozen: has not paid. Closed: is gone. */
  standing: 'open' | 'frozen' | 'closed'
  /** Milliseconds since 1970. */
  createdAt: number
  staff: Staff[]
  themes: Theme[]
  products: Product[]
  discounts: Discount[]
  customers: Customer[]
  orders: Order[]
  installation: Installation | undefined
}

export interface Staff {
  id: bigint
  firstName: string
  lastName: string
  email: string
  locale: string
  accountOwner: boolean
  /** Whether this account may open the app. */
  allowed: boolean
}

/** The app in a shop, from installing to uninstalling. */
export interface Installation {
  id: bigint
  /** Milliseconds since 1970. */
  at: number
  scopes: Set<string>
  metafields: Metafield[]
  webPixel: WebPixel | undefined
  /** What the app subscribed to in this shop by the Admin API. */
  subscriptions: ShopSubscription[]
}

export interface ShopSubscription {
  id: bigint
  /** `orders/create`. */
  topic: string
  uri: string
  include_fields?: string[]
  createdAt: number
}

export interface Metafield {
  id: bigint
  namespace: string
  key: string
  type: string
  value: string
}

export interface WebPixel {
  id: bigint
  /** As JSON text. */
  settings: string
}

/** `wilg` of `wilg.myshopify.com`. */
export function handleOf(shop: Shop): string {
  return shop.domain.replace(/\.myshopify\.com$/, '')
}
