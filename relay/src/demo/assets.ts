import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { drawPictures } from './pictures.ts'

export interface Asset {
  readonly type: string
  readonly body: string
}

export interface Assets {
  /** Changes with any of the assets, so that a browser may keep them for ever. */
  readonly version: string
  readonly byName: ReadonlyMap<string, Asset>
}

/** In the order in which they are joined. */
const styles = [
  'base.css',
  'frame.css',
  'listing.css',
  'home.css',
  'product.css',
  'cart.css',
  'checkout.css',
  'service.css',
]

/** What `shop.js` imports, so that a page can ask for all of it at once. */
export const modules = [
  'cart.js',
  'store.js',
  'chat.js',
  'lines.js',
  'product-page.js',
  'cart-page.js',
  'checkout-page.js',
]

/** Reads the style sheet and scripts, and draws the pictures. */
export function loadAssets(): Assets {
  const byName = new Map<string, Asset>([
    [
      'shop.css',
      { type: 'text/css; charset=utf-8', body: readFile(tokens) + styles.map(readOwn).join('') },
    ],
    ...['shop.js', ...modules].map((name) => [name, script(name)] as const),
    ...[...drawPictures()].map(([name, body]) => [name, { type: 'image/svg+xml', body }] as const),
  ])
  return { version: versionOf(byName), byName }
}

const tokens = import.meta.resolve('@loods/protocol/tokens.css')

function script(name: string): Asset {
  return { type: 'text/javascript; charset=utf-8', body: readOwn(name) }
}

function readOwn(name: string): string {
  return readFile(new URL(`./assets/${name}`, import.meta.url))
}

function readFile(url: URL | string): string {
  return readFileSync(new URL(url), 'utf8')
}

function versionOf(assets: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256')
  for (const [name, { body }] of assets) hash.update(`${name}\n${body}\n`)
  return hash.digest('hex').slice(0, 10)
}
