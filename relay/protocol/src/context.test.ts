import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { webUrl } from './context.ts'

describe('the address of a page', () => {
  it.each([
    ['https://lamp.example/order?key=wc_order_x1&page=2', 'https://lamp.example/order?page=2'],
    ['https://lamp.example/reset?reset_token=x&Email=a@b.nl', 'https://lamp.example/reset'],
    ['https://noor:geheim@lamp.example/?code=4/x#access_token=y', 'https://lamp.example/'],
  ])('loses what opens something: %s', (address, kept) => {
    expect(v.parse(webUrl, address)).toBe(kept)
  })

  it.each([
    'https://lamp.example/?keyword=bureaulamp&postcode=1011AB&variant=8',
    'https://lamp.example/zoek?q=lamp%20noot',
  ])('keeps what tells a member where the shopper is: %s', (address) => {
    expect(v.parse(webUrl, address)).toBe(address)
  })
})
