import type { Millis } from '../columns.ts'

/** A shop whose owner added the Shopify app; stays while the shop is a site here, so that it finds its site again. */
interface ShopifyShopsTable {
  /** `<name>.myshopify.com`, lower case. */
  shop: string
  site_id: string
  /** Shopify's own number of the shop, as text: it may be larger than a number holds. */
  shop_number: string | null
  state: 'installed' | 'uninstalled'
  /** Sealed; null once the app was taken out of the shop. */
  access_token: string | null
  access_expires_at: Millis | null
  refresh_token: string | null
  refresh_expires_at: Millis | null
  /** Until when one process alone asks for the next tokens. */
  refreshing_until: Millis | null
  /** What the shop granted, with commas between. */
  scopes: string
  /** Id of the app's web pixel in the shop. */
  pixel_id: string | null
  /** What the shop last said of itself and its themes, as JSON (`ShopFacts`). */
  facts: string
  installed_at: Millis
  uninstalled_at: Millis | null
}

/** Webhooks of Shopify that were let in, kept so that copies of them are known. */
interface ShopifyWebhooksTable {
  shop: string
  /** X-Shopify-Webhook-Id: the same for every attempt at one delivery. */
  webhook_id: string
  /** Empty for a shop that is no site here. */
  site_id: string
  topic: string
  /** X-Shopify-Event-Id: the same for all deliveries of one event. */
  event_id: string | null
  /** As it came; null once it was worked off. */
  body: string | null
  triggered_at: Millis
  received_at: Millis
}

export interface ShopifyTables {
  shopify_shops: ShopifyShopsTable
  shopify_webhooks: ShopifyWebhooksTable
}
