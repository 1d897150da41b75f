import { globSync, readFileSync } from 'node:fs'
import { bytesOf, ROOT, SHOPIFY } from './bundles.ts'

/** What waits for the shopper's consent in a Shopify shop. */
const COUNTED = ['visit.js', 'triggers.js']

/**
 * The widget as a theme app extension carries it: the assets by name, all in one folder, where each part
 * finds the others beside itself. dist/ must be built.
 */
export async function shopifyAssets(): Promise<Record<string, Uint8Array>> {
  const parts = globSync('*.js', { cwd: `${ROOT}dist/widget` }).map((name) => [
    COUNTED.includes(name) ? `counted-${name}` : name,
    readFileSync(`${ROOT}dist/widget/${name}`),
  ])
  const assets: Record<string, Uint8Array> = Object.fromEntries(parts)
  const [bring, shop, follow] = await Promise.all([
    bytesOf(SHOPIFY.bring),
    bytesOf(SHOPIFY.shop),
    bytesOf(SHOPIFY.follow),
  ])
  return {
    ...assets,
    ...Object.fromEntries(COUNTED.map((name) => [name, follow])),
    'loader.js': Buffer.concat([assets['loader.js'] ?? Buffer.of(), bring]),
    'shop.js': shop,
  }
}
