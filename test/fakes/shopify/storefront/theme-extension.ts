import type { Shop } from '../world/shop.ts'
import { embedsOn } from '../world/theme.ts'
import { createLiquid } from './liquid.ts'
import { themeOf } from './objects.ts'

/** A theme app extension as it was released: what ships is what is rendered. */
export interface ThemeExtension {
  /** Liquid of its app embeds, by the name of their file without `.liquid`. */
  blocks: Record<string, string>
  assets: Record<string, Uint8Array>
}

/** Every app embed of the published theme that is on, as Shopify prints it before the end of the body. */
export async function renderEmbeds(
  { blocks }: ThemeExtension,
  shop: Shop,
  scope: object,
  request: Request,
): Promise<string> {
  const theme = shop.themes.find(({ role }) => role === 'MAIN')
  const on = theme ? embedsOn(theme) : []
  const drawn = on.map(async ({ type, settings }) => {
    const [, name = '', version = ''] = /\/blocks\/([\w-]+)\/(.+)$/.exec(type) ?? []
    const engine = createLiquid({
      theme: themeOf(shop),
      language: shop.locale,
      assetUrl: (file) => `${cdnOf(request, shop)}/cdn/extensions/${version}/1/assets/${file}`,
    })
    const own = {
      app: { metafields: metafieldsOf(shop) },
      block: { settings: withDefaults(blocks[name], settings) },
    }
    const html = await engine.parseAndRender(blocks[name] ?? '', { ...scope, ...own })
    return `<div id="shopify-block-${name}" class="shopify-block shopify-app-block">${html}</div>`
  })
  return (await Promise.all(drawn)).join('\n')
}

/** Another host than the shop's, as Shopify's CDN is. */
function cdnOf(request: Request, shop: Shop): string {
  return `http://127.0.0.1:${new URL(request.url).port}/shops/${shop.domain}`
}

function metafieldsOf({ installation }: Shop): Record<string, Record<string, { value: unknown }>> {
  const all: Record<string, Record<string, { value: unknown }>> = {}
  for (const { namespace, key, type, value } of installation?.metafields ?? []) {
    const read = type === 'json' ? JSON.parse(value) : value
    all[namespace] = { ...all[namespace], [key]: { value: read } }
  }
  return all
}

/** What the merchant set in the theme editor, and what stands there until they do. */
function withDefaults(liquid = '', set: Record<string, unknown>): Record<string, unknown> {
  const [, json = '{}'] = /\{%\s*schema\s*%\}([\s\S]*?)\{%\s*endschema/.exec(liquid) ?? []
  const { settings = [] } = JSON.parse(json) as { settings?: { id: string; default?: unknown }[] }
  return { ...Object.fromEntries(settings.map((it) => [it.id, it.default])), ...set }
}
