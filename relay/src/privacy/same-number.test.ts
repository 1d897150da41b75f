import { expect, it } from 'vitest'
import { isSameNumber } from './same-number.ts'

const KNOWN = '+31612345678'

it.each([KNOWN, '31612345678', '0031 6 12345678', '06-12 34 56 78', '(06) 12345678'])(
  'knows a number as people write it: %s',
  (typed) => {
    expect(isSameNumber(typed, KNOWN)).toBe(true)
  },
)

it.each(['', '0', '05678', '12345678', '06-12345679', '+32612345678', '0612345678 / 9'])(
  'takes no other for it: %j',
  (typed) => {
    expect(isSameNumber(typed, KNOWN)).toBe(false)
  },
)
