/** What Shopify puts into every page of a shop, as far as we use it. */
export interface ShopifyPage {
  /** The theme editor shows this page. */
  designMode?: boolean
  /** Where the shop in this page's language begins: `/` or `/nl/`. */
  routes?: { root: string }
  actions?: StandardActions
  customerPrivacy?: CustomerPrivacy
  loadFeatures?(
    features: { name: string; version: string }[],
    done: (error?: unknown) => void,
  ): void
}

/** https://shopify.dev/docs/api/storefront-events-and-actions */
export interface StandardActions {
  updateCart?: UpdateCart
}

interface UpdateCart {
  (change: {
    lines: { merchandiseId: string; quantity: number }[]
  }): Promise<{
    userErrors?: { message?: string }[]
  }>
  /** The theme did not say how it is done: Shopify does it, and loads the page anew. */
  isDefault(): boolean
}

/** https://shopify.dev/docs/api/customer-privacy */
export interface CustomerPrivacy {
  analyticsProcessingAllowed(): boolean
}

/** Shopify's own object in the page; empty where there is none. */
export function shopifyPage(): ShopifyPage {
  return (window as { Shopify?: ShopifyPage }).Shopify ?? {}
}

/** Where the shop in this page's language begins. */
export function shopRoot(): string {
  return shopifyPage().routes?.root ?? '/'
}
