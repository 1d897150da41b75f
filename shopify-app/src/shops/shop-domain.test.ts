import { describe, expect, it } from 'vitest'
import { readShopDomain } from './shop-domain.ts'

describe('a shop’s permanent domain', () => {
  it('is known by one spelling', () => {
    expect(readShopDomain('Lampen-Huis.MyShopify.com')).toBe('lampen-huis.myshopify.com')
  })

  it.each([
    'lampen.myshopify.com.evil.example',
    'evil.example/lampen.myshopify.com',
    '-lampen.myshopify.com',
    'lampen.huis.myshopify.com',
    'lampen.myshopify.com\n',
    'lampen.myshopify.com:443',
    'myshopify.com',
    '',
  ])('is nothing else (%j)', (text) => {
    expect(readShopDomain(text)).toBeUndefined()
  })
})
