/** Where the app is: what the address said when the admin opened it, kept while the tab is. */
export interface Config {
  apiKey: string
  host: string
  shop: string
  locale: string
}

const KEPT = 'app-bridge-config'

/** @throws where the page names no app, as the script at Shopify's CDN does */
export function readConfig(page: Window): Config {
  const apiKey = metaOf(page.document, 'shopify-api-key')
  if (!apiKey) throw new Error('Missing required configuration: shopify-api-key')
  const query = new URLSearchParams(page.location.search)
  const kept = JSON.parse(page.sessionStorage.getItem(KEPT) ?? '{}') as Partial<Config>
  const config = {
    apiKey,
    host: query.get('host') ?? kept.host ?? '',
    shop: query.get('shop') ?? kept.shop ?? '',
    locale: query.get('locale') ?? kept.locale ?? 'en',
  }
  page.sessionStorage.setItem(KEPT, JSON.stringify(config))
  return config
}

/** Whether `<meta name="shopify-disabled-features">` switches a part of App Bridge off. */
export function isDisabled(page: Document, feature: string): boolean {
  const names = metaOf(page, 'shopify-disabled-features')?.split(',') ?? []
  return names.some((name) => name.trim() === feature)
}

function metaOf(page: Document, name: string): string | undefined {
  return page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
}
