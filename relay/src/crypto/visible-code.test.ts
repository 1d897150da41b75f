import { describe, expect, it } from 'vitest'
import { mintVisibleCode, readVisibleCode, withVisibleCode } from './visible-code.ts'

describe(readVisibleCode, () => {
  it('finds what was minted in the text it stands in, and gives the text without it', () => {
    const code = mintVisibleCode()
    expect(readVisibleCode(withVisibleCode('Hallo, een vraag', code))).toEqual({
      code,
      rest: 'Hallo, een vraag',
    })
  })

  it.each([
    'Een vraag (ref: k7q2-9xfd)',
    'Een vraag (REF:K7Q29XFD )',
    'Een vraag ref K7Q2 9XFD',
    'Een vraag Ref. K7Q2–9XFD',
    '(Ref: K7Q2-9XFD) Een vraag',
  ])('bears what people make of it: %s', (text) => {
    expect(readVisibleCode(text)).toEqual({ code: 'K7Q2-9XFD', rest: 'Een vraag' })
  })

  it('takes letters for the digits they look like', () => {
    expect(readVisibleCode('Ref: OIl2-9XFD')?.code).toBe('0112-9XFD')
  })

  it.each(['Een vraag', 'ref', 'Mijn referentie is lang', 'Ref: K7Q2-9XFDE'])(
    'finds none in: %s',
    (text) => {
      expect(readVisibleCode(text)).toBeUndefined()
    },
  )
})
