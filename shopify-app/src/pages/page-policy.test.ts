import { describe, expect, it } from 'vitest'
import { readShopDomain } from '../shops/shop-domain.ts'
import { editorLink } from './editor-link.ts'
import { pagePolicy } from './page-policy.ts'

const SHOPIFY = {
  apiKey: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
  adminUrl: 'https://{shop}',
  cdnUrl: 'https://cdn.shopify.com/shopifycloud',
}
const SHOP = readShopDomain('wilg.myshopify.com')

/** One rule of a policy. */
function rule(policy: string, name: string): string | undefined {
  return policy.split('; ').find((text) => text.startsWith(`${name} `))
}

describe('the policy of the page in a shop’s admin', () => {
  it('lets that shop and Shopify’s admin frame it, and nobody where no shop is named', () => {
    expect(rule(pagePolicy(SHOPIFY, SHOP), 'frame-ancestors')).toBe(
      'frame-ancestors https://wilg.myshopify.com https://admin.shopify.com',
    )
    expect(rule(pagePolicy(SHOPIFY, undefined), 'frame-ancestors')).toBe("frame-ancestors 'none'")
  })

  it('runs no script but ours and those of Shopify’s CDN, and none that stands in the page', () => {
    const policy = pagePolicy(SHOPIFY, SHOP)
    expect(rule(policy, 'script-src')).toBe("script-src 'self' https://cdn.shopify.com")
    expect(rule(policy, 'default-src')).toBe("default-src 'none'")
  })
})

describe('the link to the theme editor', () => {
  it('opens the theme shoppers see with our block switched on, or another one', () => {
    expect(SHOP && editorLink(SHOPIFY, SHOP)).toBe(
      'https://wilg.myshopify.com/admin/themes/current/editor?context=apps&template=index&activateAppId=0a1b2c3d4e5f60718293a4b5c6d7e8f9/chat',
    )
    expect(SHOP && editorLink(SHOPIFY, SHOP, '9007199254740993')).toContain(
      '/admin/themes/9007199254740993/editor?',
    )
  })
})
