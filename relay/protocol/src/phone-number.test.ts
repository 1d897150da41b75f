import { describe, expect, it } from 'vitest'
import { spacedPhone } from './phone-number.ts'

describe('a phone number as people read it', () => {
  it.each([
    ['+31612345678', '+31 6 12345678'],
    ['+31201234567', '+31 20 1234567'],
    ['+31181123456', '+31 181 123456'],
    ['+31858880001', '+31 85 8880001'],
    ['+32475123456', '+32 475 123 456'],
    ['+4915123456789', '+49 151 234 567 89'],
    ['+15551234567', '+1 555 123 4567'],
    ['+352621123456', '+352 621 123 456'],
    ['+31 6 1234-5678', '+31 6 12345678'],
  ])('%s is shown as %s', (number, shown) => {
    expect(spacedPhone(number)).toBe(shown)
  })

  it.each(['0612345678', 'bel me maar', '+31', '', '•••• 78'])('%j stays as it is', (typed) => {
    expect(spacedPhone(typed)).toBe(typed)
  })

  it('keeps every digit and their order', () => {
    for (let code = 1; code < 1_000; code += 1) {
      const number = `+${code}1234567890`.slice(0, 14)
      expect(spacedPhone(number).replaceAll(' ', '')).toBe(number)
    }
  })
})
