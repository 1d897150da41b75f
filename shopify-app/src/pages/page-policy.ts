import { SHOPIFY_ADMIN, type ShopifyConfig } from '../../../relay/src/config.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'

/**
 * Content-Security-Policy of the page in the admin: framed by the shop that opened it and nobody else,
 * with no script but ours and Shopify's.
 * @param shop undefined where the address names none: then nobody may frame it
 */
export function pagePolicy(
  { adminUrl, cdnUrl }: Pick<ShopifyConfig, 'adminUrl' | 'cdnUrl'>,
  shop: ShopDomain | undefined,
): string {
  const cdn = new URL(cdnUrl).origin
  const rules: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", cdn],
    // Polaris writes its styles into the page.
    'style-src': ["'self'", "'unsafe-inline'", cdn],
    'img-src': ["'self'", 'data:', 'blob:', cdn],
    'font-src': ["'self'", cdn],
    'media-src': ["'self'", 'blob:'],
    // App Bridge reports how fast the page is to Shopify.
    'connect-src': ["'self'", cdn, 'https://*.shopifysvc.com'],
    'frame-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': shop ? [originOf(adminUrl, shop), SHOPIFY_ADMIN] : ["'none'"],
  }
  return Object.entries(rules)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}

function originOf(adminUrl: string, shop: ShopDomain): string {
  return new URL(adminUrl.replace('{shop}', shop)).origin
}
