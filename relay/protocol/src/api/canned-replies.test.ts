import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillCannedReply } from './canned-replies.ts'

describe('filling a canned reply', () => {
  it('puts in the shopper’s first name, or closes the gap where none is known', () => {
    expect(fillCannedReply('Hoi {name}, dat kan.', { name: 'Sanne de Vries' })).toBe(
      'Hoi Sanne, dat kan.',
    )
    expect(fillCannedReply('Hoi {name}, dat kan.', {})).toBe('Hoi, dat kan.')
  })

  it('T24: leaves everything else as written, also in the name itself', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{name}')),
        fc.constantFrom('{{7*7}}', `\${7*7}`, '<%=7*7%>', "$&$1$'", '{name}'),
        (text, name) => {
          expect(fillCannedReply(text, { name })).toBe(text)
          expect(fillCannedReply(`{name}`, { name })).toBe(name)
        },
      ),
    )
  })
})
