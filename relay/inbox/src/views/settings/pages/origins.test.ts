import { describe, expect, it } from 'vitest'
import { toOrigin } from './origins.ts'

describe('the address of a shop', () => {
  it.each([
    ['shop.example', 'https://shop.example'],
    ['https://Shop.example/nl/home?a=1', 'https://shop.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://*.shop.example', 'https://*.shop.example'],
    ['  ', ''],
  ])('is read from “%s”', (typed, origin) => {
    expect(toOrigin(typed)).toBe(origin)
  })
})
