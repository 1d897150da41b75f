import type { SiteSettings } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { returnPage } from './return-page.ts'

const shop = { origins: ['https://lamp.example', 'https://*.linnen.example'] } as SiteSettings

describe('the page a mail leads back to', () => {
  it('is the one the chat began on, without query and fragment', () => {
    const page = 'https://lamp.example/product/noot?next=https://evil.example#top'
    expect(returnPage(shop, page)).toBe('https://lamp.example/product/noot')
    expect(returnPage(shop, 'https://nl.linnen.example/')).toBe('https://nl.linnen.example/')
  })

  it('is none of a shop’s that has not said which origins are its own', () => {
    expect(returnPage({ ...shop, origins: [] }, 'https://lamp.example/')).toBeUndefined()
  })

  it.each([
    'https://evil.example/',
    'https://lamp.example.evil.example/',
    'https://lamp.example@evil.example/',
    'http://lamp.example/',
    'javascript:alert(1)//https://lamp.example',
    'lamp.example',
    '',
    undefined,
  ])('is never %s', (page) => {
    expect(returnPage(shop, page)).toBeUndefined()
  })
})
