import { describe, expect, it } from 'vitest'
import { cut } from './cut.ts'

describe('a text that is cut', () => {
  it('stays whole where it fits, and keeps to its limit where it does not', () => {
    expect(cut('Noot', 4)).toBe('Noot')
    expect(cut('Bureaulamp', 6)).toBe('Burea…')
    expect(cut('Bureaulamp', 8, '… (rest)').length).toBe(8)
  })

  it('never ends in half a character', () => {
    expect(cut('Lamp 💡💡', 7)).toBe('Lamp …')
    for (let limit = 2; limit < 12; limit += 1)
      expect(cut('💡💡💡💡💡💡', limit).isWellFormed()).toBe(true)
  })
})
