import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitText } from './split-text.ts'

describe('a long text', () => {
  it('is cut after a paragraph, a line, a sentence or a word', () => {
    expect(splitText('een twee\n\ndrie vier', 12)).toEqual(['een twee', 'drie vier'])
    expect(splitText('een twee\ndrie vier', 12)).toEqual(['een twee', 'drie vier'])
    expect(splitText('Een twee. Drie vier', 14)).toEqual(['Een twee.', 'Drie vier'])
    expect(splitText('een twee drie', 10)).toEqual(['een twee', 'drie'])
    expect(splitText('onafgebroken', 5)).toEqual(['onafg', 'ebrok', 'en'])
    expect(splitText('kort', 5)).toEqual(['kort'])
    expect(splitText(' ', 5)).toEqual([])
  })

  it('is never cut inside what is seen as one character', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(splitText(family.repeat(3), 24)).toEqual([family.repeat(2), family])
  })

  it('loses nothing but white space, and fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 20, max: 60 }),
        (text, room) => {
          const pieces = splitText(text, room)
          expect(pieces.every((piece) => piece.length > 0 && piece.length <= room)).toBe(true)
          expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        },
      ),
    )
  })
})
