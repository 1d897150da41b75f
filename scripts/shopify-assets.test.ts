import { brotliCompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildIfStale } from './build-if-stale.ts'
import { shopifyAssets } from './shopify-assets.ts'

let assets: Record<string, Uint8Array>

beforeAll(async () => {
  await buildIfStale(() => {})
  assets = await shopifyAssets()
}, 120_000)

function weigh(name: string): number {
  return brotliCompressSync(assets[name] ?? Buffer.of()).length
}

function textOf(name: string): string {
  return Buffer.from(assets[name] ?? []).toString()
}

describe('the widget among the assets of a theme app extension', () => {
  it('begins with a loader below the 10,000 bytes Shopify’s own check takes', () => {
    expect(assets['loader.js']?.byteLength).toBeLessThan(10_000)
    expect(weigh('loader.js')).toBeLessThanOrEqual(2.3 * 1024)
  })

  it('adds next to nothing of a Shopify shop', () => {
    expect(weigh('shop.js')).toBeLessThanOrEqual(2.25 * 1024)
    expect(weigh('visit.js')).toBeLessThanOrEqual(1.25 * 1024)
  })

  it('has every part that another one brings, beside it', () => {
    const brought = Object.keys(assets).flatMap((name) =>
      [...textOf(name).matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g)].map(([, part]) => part),
    )
    expect(brought.length).toBeGreaterThan(5)
    expect(brought.filter((part) => !assets[`${part}`])).toEqual([])
  })

  it('keeps what counts a visit behind what asks whether it may', () => {
    expect(textOf('visit.js')).toContain('counted-')
    expect(assets['triggers.js']).toEqual(assets['visit.js'])
    for (const name of ['visit.js', 'triggers.js']) {
      expect(assets[`counted-${name}`]?.byteLength).toBeGreaterThan(1_000)
    }
  })

  it('has only names that lie in one folder', () => {
    expect(Object.keys(assets).filter((name) => !/^[\w-]+\.js$/.test(name))).toEqual([])
  })
})
