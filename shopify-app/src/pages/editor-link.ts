import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'

/** File name of the app embed in extensions/loods-chat/blocks, without `.liquid`. */
export const EMBED = 'chat'

/**
 * An address that opens a shop's theme editor with our block switched on; the merchant saves it.
 * Shopify's own pages name the app by its client ID here, older ones by the extension's id.
 * @param theme Shopify's number of a theme; else the one shoppers see
 */
export function editorLink(
  { adminUrl, apiKey }: Pick<ShopifyConfig, 'adminUrl' | 'apiKey'>,
  shop: ShopDomain,
  theme = 'current',
): string {
  const url = new URL(`${adminUrl.replace('{shop}', shop)}/admin/themes/${theme}/editor`)
  url.searchParams.set('context', 'apps')
  url.searchParams.set('template', 'index')
  // A slash stands for itself in a query, and this is how Shopify writes it.
  return `${url.href}&activateAppId=${apiKey}/${EMBED}`
}
