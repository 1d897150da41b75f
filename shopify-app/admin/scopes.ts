import type { ShopifyOptionalScope } from '@loods/protocol'

/** What Loods may be let see of a shop, and the permissions each takes: whose orders are comes with them. */
export const SCOPES = {
  orders: ['read_orders', 'read_customers'],
  coupons: ['read_discounts'],
  themes: ['read_themes'],
} satisfies Record<string, [ShopifyOptionalScope, ...ShopifyOptionalScope[]]>

export type Allowance = keyof typeof SCOPES
