import type { VNode } from 'preact'
import { describe, expect, it } from 'vitest'
import { highlight } from './highlight.tsx'

function marked(text: string, query: string): string[] {
  return highlight(text, query)
    .filter((part): part is VNode<{ children: string }> => typeof part === 'object')
    .map(({ props }) => props.children)
}

describe(highlight, () => {
  it('marks words by their beginning, whatever their accents and case', () => {
    expect(marked('Eén lamp, twee Lampen, geen Tafellamp', 'lamp een')).toEqual([
      'Eén',
      'lamp',
      'Lampen',
    ])
  })

  it('keeps every letter of the text', () => {
    const text = 'Straße & “quotes” 😊 İstanbul'
    const shown = highlight(text, 'stra ist').map((part) =>
      typeof part === 'string' ? part : (part as VNode<{ children: string }>).props.children,
    )
    expect(shown.join('')).toBe(text)
  })

  it('marks nothing for signs alone', () => {
    expect(highlight('a + b', '+ * (')).toEqual(['a + b'])
  })
})
