import fc from 'fast-check'
import type { VNode } from 'preact'
import { describe, expect, it } from 'vitest'
import { linkify } from './linkify.tsx'

type Link = VNode<{ href: string; rel: string }>

const linksIn = (text: string) =>
  linkify(text).filter((part): part is Link => typeof part === 'object' && part !== null)
const hrefs = (text: string) => linksIn(text).map(({ props }) => props.href)

describe(linkify, () => {
  it('leaves the sentence its full stop and brackets', () => {
    expect(hrefs('Zie https://lamp.example/noot. (https://a.example/b?c=d)')).toEqual([
      'https://lamp.example/noot',
      'https://a.example/b?c=d',
    ])
  })

  it('T25: links to http and https only, and never tells the other side of us', () => {
    expect(hrefs('javascript:alert(1) data:text/html,x file:///etc ftp://a.example')).toEqual([])
    expect(linksIn('https://a.example/b')[0]?.props.rel).toContain('noopener noreferrer')
  })

  it('loses and adds no letter of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.domain(), (before, domain) => {
        const text = `${before} https://${domain}/a ${before}`
        const shown = linkify(text).map((part) =>
          typeof part === 'string' ? part : (part as Link).props.href,
        )
        expect(shown.join('')).toBe(text)
      }),
    )
  })
})
