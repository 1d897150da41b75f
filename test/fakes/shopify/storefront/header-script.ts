import { readFileSync } from 'node:fs'
import type { Shop } from '../world/shop.ts'
import { escapedJson } from './liquid.ts'
import { type Place, themeOf } from './objects.ts'

export const PRIVACY_PATH = '/cdn/shopifycloud/consent-tracking-api/v0.1/consent-tracking-api.js'
/** What lies there. */
export const PRIVACY_API = readPart('consent-tracking-api')

const HEADER = readPart('header')

/**
 * Shopify's own part of the head: the object `Shopify`, what loads its features, and, where shoppers must
 * be asked, the banner.
 * @param asks shoppers must be asked before they are followed
 * @param designMode the theme editor shows the page
 */
export function headerScript(shop: Shop, place: Place, asks: boolean, designMode: boolean): string {
  const page = {
    shop: shop.domain,
    locale: place.language,
    currency: { active: shop.currencyCode, rate: '1.0' },
    country: 'NL',
    routes: { root: place.root === '/' ? '/' : `${place.root}/` },
    theme: { name: themeOf(shop), role: 'main' },
    ...(designMode && { designMode }),
    // Of this Shopify only.
    ...{ asksConsent: asks, privacyPath: PRIVACY_PATH },
  }
  return `<script>var Shopify = ${escapedJson(page)};${HEADER}</script>`
}

function readPart(name: string): string {
  return readFileSync(new URL(`./page/${name}.js`, import.meta.url), 'utf8')
}
