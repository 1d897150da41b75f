import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { SHOPIFY_APP } from '../../../scripts/build-shopify.ts'

const KB = 1_024
/** Where Shopify ends, which its tools check only when an app is released. */
const SHOPIFYS = 64 * KB

describe('what is built', () => {
  it.each([
    ['loods-pixel', 5 * KB],
    ['loods-checkout', 20 * KB],
  ])('%s weighs at most %i bytes compressed', (name, ours) => {
    const bundle = readFileSync(`${SHOPIFY_APP}extensions/${name}/dist/${name}.js`)
    expect(gzipSync(bundle).byteLength).toBeLessThanOrEqual(ours)
    expect(ours).toBeLessThan(SHOPIFYS)
  })

  it('has neither page nor relay in the pixel’s sandbox to lean on', () => {
    const pixel = readFileSync(`${SHOPIFY_APP}extensions/loods-pixel/dist/loods-pixel.js`, 'utf8')
    expect(pixel).not.toMatch(/\b(document|window|XMLHttpRequest|importScripts|eval)\b/)
  })
})
