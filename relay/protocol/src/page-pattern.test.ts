import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsPage } from './page-pattern.ts'

/** Parts that patterns and paths are likely to share, so that wildcards have something to find. */
const piece = fc.constantFrom('a', 'b', '/', 'ab', 'lampen', '-')
const path = fc.array(piece, { maxLength: 12 }).map((parts) => `/${parts.join('')}`)
const pattern = fc
  .array(fc.oneof(piece, fc.constant('*')), { maxLength: 8 })
  .map((parts) => `/${parts.join('')}`)

function trimmed(text: string): string {
  return text.length > 1 ? text.replace(/\/$/, '') : text
}

function asRegExp(pattern: string): RegExp {
  const parts = trimmed(pattern).split('*')
  const literal = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
  return new RegExp(`^${literal.join('.*')}$`, 's')
}

describe('a page pattern', () => {
  it.each([
    ['', '/anything', true],
    ['/', '/', true],
    ['/', '/lampen', false],
    ['/checkout', '/checkout/', true],
    ['/checkout/', '/checkout', true],
    ['/checkout', '/checkout/payment', false],
    ['/product/*', '/product/noot', true],
    ['/product/*', '/products', false],
    ['*/reviews', '/product/noot/reviews', true],
    ['/nl/*/noot', '/nl/lampen/bureau/noot', true],
    ['/a*a', '/a', false],
    ['*', '/', true],
    ['/prijs(1+1)', '/prijs(1+1)', true],
  ])('%j on %j: %s', (pattern, path, fits) => {
    expect(fitsPage(pattern, path)).toBe(fits)
  })

  it('means what the same pattern means as a regular expression', () => {
    fc.assert(
      fc.property(pattern, path, (pattern, path) => {
        expect(fitsPage(pattern, path)).toBe(asRegExp(pattern).test(trimmed(path)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('fits every path it was made from by putting stars in the place of parts', () => {
    const holes = fc.array(fc.tuple(piece, fc.boolean()), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(holes, (parts) => {
        const path = `/${parts.map(([text]) => text).join('')}`
        const pattern = `/${parts.map(([text, hole]) => (hole ? '*' : text)).join('')}`
        // A slash at the end of the path alone does not count, so what a star stood for may be gone.
        fc.pre(!path.endsWith('/') && !pattern.endsWith('/'))
        expect(fitsPage(pattern, path)).toBe(true)
      }),
    )
  })

  it('answers at once for a pattern made to make a regular expression slow', () => {
    expect(fitsPage(`/${'*a'.repeat(150)}b`, `/${'a'.repeat(100_000)}`)).toBe(false)
  })
})
