/** A shop's permanent domain at Shopify: `<name>.myshopify.com`, lower case. */
export type ShopDomain = `${string}.myshopify.com`

const PERMANENT = /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/

/**
 * Reads a shop's permanent domain, as a name to know it by; Shopify writes it in either case.
 * @returns undefined for whatever is not exactly such a domain
 */
export function readShopDomain(text: string): ShopDomain | undefined {
  const domain = text.toLowerCase()
  return PERMANENT.test(domain) ? (domain as ShopDomain) : undefined
}
