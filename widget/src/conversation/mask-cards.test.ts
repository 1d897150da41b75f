import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCards } from './mask-cards.ts'

/** A number of this many digits that passes the check. */
function card(first: string, length: number, seed: number): string {
  const digits = (first + String(seed).padStart(length, '7')).slice(0, length - 1)
  for (let check = 0; check < 10; check++) {
    if (maskCards(digits + check) !== digits + check) return digits + check
  }
  throw new Error('no check digit fits')
}

describe('card numbers in what a shopper types', () => {
  it.each([
    ['4111111111111111', '••••••••••••1111'],
    ['4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['4111-1111-1111-1111', '••••-••••-••••-1111'],
    ['3782 822463 10005', '•••• •••••• •0005'],
    ['kaart 5555555555554444, geldig 12/30', 'kaart ••••••••••••4444, geldig 12/30'],
    ['4111 1111 1111 1111 12 30 123', '•••• •••• •••• 1111 12 30 123'],
  ])('masks %s', (text, masked) => {
    expect(maskCards(text)).toBe(masked)
  })

  it.each([
    'bestelling 4111111111111112',
    '+31 6 1234 5678',
    'NL91 ABNA 0417 1643 00',
    '8711234567890',
    '12345678901234567890123456789012345678901234567890',
    'LL-7K3QX9',
  ])('leaves %s', (text) => {
    expect(maskCards(text)).toBe(text)
  })

  it('leaves no card readable, whatever stands around it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '.', 'é', '😀', '\n') })
    fc.assert(
      fc.property(
        fc.constantFrom('2', '3', '4', '5', '6'),
        fc.nat(1e15),
        text,
        text,
        (first, seed, a, b) => {
          const number = card(first, 16, seed)
          expect(maskCards(`${a}x${number}x${b}`)).not.toContain(number)
        },
      ),
    )
  })

  it('keeps length and everything that is not a digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '4', '7', ' ', '-', 'x') }), (text) => {
        const masked = maskCards(text)
        expect(masked.replace(/[\d•]/g, '#')).toBe(text.replace(/\d/g, '#'))
      }),
    )
  })

  it('takes a time in proportion to the text', () => {
    expect(maskCards('4 '.repeat(50_000))).toHaveLength(100_000)
  })
})
