import { readFileSync } from 'node:fs'
import type { Language } from '@loods/protocol'
import { html, raw } from 'hono/html'
import type { ShopifyConfig } from '../../../relay/src/config.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import { appAddress } from './panel.ts'

/** A script of the build, with the files it needs at once. */
export interface BuiltEntry {
  file: string
  imports: string[]
}

/** What the build made of the page and of the inbox it carries. */
export interface PageFiles {
  page: BuiltEntry
  inbox: BuiltEntry
}

export interface PageFacts {
  language: Language
  shop: ShopDomain | undefined
  /** What the admin opened the page with, to be kept by links in it. */
  query: string
}

const STYLE = readFileSync(new URL('app-page.css', import.meta.url), 'utf8')

/** Words of the frame that is there before anything was asked. */
const WORDS = {
  en: {
    title: 'Chat',
    shop: 'Chat on your shop',
    loading: 'Loading…',
    script: 'This page needs JavaScript.',
  },
  nl: {
    title: 'Chat',
    shop: 'Chat in je winkel',
    loading: 'Laden…',
    script: 'Deze pagina heeft JavaScript nodig.',
  },
}

/**
 * The page in the admin: App Bridge before all else, then a frame that is drawn at once. Whoever opened
 * it is nowhere in it: the page says so itself, by App Bridge's token.
 */
export function appPage(
  { apiKey, cdnUrl, adminUrl }: ShopifyConfig,
  { page, inbox }: PageFiles,
  { language, shop, query }: PageFacts,
) {
  const words = WORDS[language]
  const files = new Set([page.file, ...page.imports, inbox.file, ...inbox.imports])
  const app = shop ? appAddress({ adminUrl, apiKey }, shop) : ''
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="shopify-api-key" content="${apiKey}" />
    <meta name="shopify-disabled-features" content="fetch" />
    <script src="${cdnUrl}/app-bridge.js"></script>
    <script src="${cdnUrl}/polaris.js" async></script>
    <title>${words.title}</title>
    <style>${raw(STYLE)}</style>
    ${[...files].map((file) => html`<link rel="modulepreload" href="/inbox/assets/${file}" />`)}
  </head>
  <body>
    <s-app-nav>
      <s-link href="/shopify/app" rel="home">${words.title}</s-link>
      <s-link href="/shopify/app/shop${query}">${words.shop}</s-link>
    </s-app-nav>
    <ui-title-bar title="${words.title}"></ui-title-bar>
    <div id="frame" aria-hidden="true">
      <i></i>
      <div><b>${words.loading}</b><u></u><u></u><u></u><u></u></div>
      <p></p>
    </div>
    <div id="loods" data-shop="${shop ?? ''}" data-app="${app}">
      <noscript>${words.script}</noscript>
    </div>
    <script type="module" src="/inbox/assets/${page.file}"></script>
  </body>
</html>`
}
