import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snippetOf, termsOf } from './words.ts'

describe('the words of a search', () => {
  it('are folded, once each, without marks', () => {
    expect(termsOf('  École, "LAMP" lamp: één*  ')).toEqual(['ecole', 'lamp', 'een'])
    expect(termsOf('noor@lamp.example')).toEqual(['noor', 'lamp', 'example'])
    expect(termsOf('"*():^-+')).toEqual([])
  })

  it('T11: hold letters and digits only, few and short, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const terms = termsOf(text)
        expect(terms.length).toBeLessThanOrEqual(8)
        for (const term of terms) expect(term).toMatch(/^[\p{L}\p{N}]{1,40}$/u)
      }),
    )
  })
})

describe('a snippet', () => {
  it('shows the words around what was found, in one line', () => {
    const text = `${'a '.repeat(60)}de\nÉcole lamp ${'b '.repeat(90)}`
    expect(snippetOf(text, ['ecole'])).toMatch(/^…(a )+de École lamp (b )+b…$/)
    expect(snippetOf('Kort verhaal', ['anders'])).toBe('Kort verhaal')
  })
})
