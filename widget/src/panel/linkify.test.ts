import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Link, linkify } from './linkify.ts'

function links(text: string): Link[] {
  return linkify(text).filter((piece) => typeof piece !== 'string')
}

describe('links in a message', () => {
  it.each([
    ['Zie https://lamp.example/noot.', 'https://lamp.example/noot'],
    ['(http://lamp.example/a_(b))', 'http://lamp.example/a_(b)'],
    ['www.lamp.example/x?y=1&z=2#k', 'https://www.lamp.example/x?y=1&z=2#k'],
    ['mail noor@lamp.example!', 'mailto:noor@lamp.example'],
    ['bel +31 20 123 4567 even', 'tel:+31201234567'],
    ['"https://lamp.example"', 'https://lamp.example/'],
  ])('finds the one in %s', (text, href) => {
    expect(links(text).map((link) => link.href)).toEqual([href])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'https://',
    '3.50 euro',
    'a@b',
  ])('finds none in %s', (text) => {
    expect(links(text)).toEqual([])
  })

  const pieces = fc.constantFrom(
    'https://',
    'http://',
    'www.',
    'javascript:',
    '@',
    '.',
    'a',
    'b.nl',
    ')',
    '(',
    ' ',
    '+31612345678',
    '<',
    '"',
    '\u202e',
    '😀',
    '/',
  )
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  )

  it('loses and adds no character', () => {
    fc.assert(
      fc.property(text, (given) => {
        const all = linkify(given).map((piece) => (typeof piece === 'string' ? piece : piece.text))
        expect(all.join('')).toBe(given)
      }),
    )
  })

  it('leads to http, https, mailto and tel only', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const { href } of links(given)) {
          expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(new URL(href).protocol)
        }
      }),
    )
  })

  it.each(['a', 'a.', 'a@', 'www.', '(', '+1 ', 'https://)', 'a@a.'])(
    'takes a long run of %s without growing slower than the text',
    (unit) => {
      const long = unit.repeat(20_000)
      expect(linkify(long).length).toBeGreaterThan(0)
    },
  )
})
