import type { ShopifyStatus } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { embedState } from './bridge.ts'
import { isOn, sightText } from './sight.ts'
import { words } from './words/en.ts'

const NOW = 1_795_420_800_000
const SECOND = 1_000
const HOUR = 3_600_000

function status(seenAgo?: number, more: Partial<ShopifyStatus> = {}): ShopifyStatus {
  const seen = seenAgo === undefined ? {} : { seen: { at: NOW - seenAgo, page: 'https://x.test/' } }
  const known = { shop: 'wilg.myshopify.com', url: 'https://x.test/', scopes: [], tried: false }
  return { ...known, ...seen, editorUrl: 'https://x.test/editor', ...more }
}

type Extensions = Parameters<typeof embedState>[0]

/** What Shopify tells of our theme app extension. */
function extensions(status: string): Extensions {
  const block = { handle: 'chat', name: 'Loods chat', target: 'body', status, activations: [] }
  return [
    { handle: 'loods-checkout', type: 'ui_extension', activations: [] },
    { handle: 'loods-chat', type: 'theme_app_extension', activations: [block] },
  ] as Extensions
}

describe('how the chat in a shop is doing', () => {
  it('says when a page last showed it', () => {
    const say = (ago: number) =>
      sightText({ status: status(ago), embed: 'on' }, NOW, words.seen, 'en')
    expect(say(12 * SECOND)).toBe('Chat seen on your shop 12 seconds ago')
    expect(say(2 * SECOND)).toBe('Chat seen on your shop just now')
    expect(say(3 * HOUR)).toBe('Chat seen on your shop 3 hours ago')
  })

  it('believes a page that just showed it over what Shopify says, but not an old one', () => {
    expect(isOn({ status: status(10 * SECOND), embed: 'off' }, NOW)).toBe(true)
    expect(isOn({ status: status(3 * HOUR), embed: 'off' }, NOW)).toBe(false)
    expect(isOn({ status: status(3 * HOUR), embed: undefined }, NOW)).toBe(true)
  })

  it('believes no page of the theme that was there before another was published', () => {
    const published = status(10 * SECOND, { themePublishedAt: NOW - 5 * SECOND })
    expect(isOn({ status: published, embed: 'off' }, NOW)).toBe(false)
    expect(isOn({ status: published, embed: undefined }, NOW)).toBe(false)
    expect(isOn({ status: published, embed: 'on' }, NOW)).toBe(true)
  })

  it('goes by the theme until a page showed it: Shopify’s word, else what the relay read', () => {
    const live = { id: '1', name: 'Dawn', live: true, on: true, editorUrl: '' }
    expect(isOn({ status: status(), embed: undefined }, NOW)).toBe(false)
    expect(isOn({ status: status(), embed: 'on' }, NOW)).toBe(true)
    expect(isOn({ status: status(undefined, { themes: [live] }), embed: undefined }, NOW)).toBe(
      true,
    )
  })

  it('tells a chat that is lost with a theme from one that never was there', () => {
    const say = (sight: Parameters<typeof sightText>[0]) => sightText(sight, NOW, words.seen, 'en')
    expect(say({ status: status(3 * HOUR), embed: 'off' })).toContain('last seen 3 hours ago')
    expect(say({ status: status(), embed: 'off' })).toBe(words.seen.off)
    expect(say({ status: status(), embed: undefined })).toBe(words.seen.never)
  })
})

describe('what Shopify says of our block', () => {
  it('is on where it is active, off where it could be, unknown where it is not named', () => {
    expect(embedState(extensions('active'))).toBe('on')
    expect(embedState(extensions('available'))).toBe('off')
    expect(embedState([])).toBeUndefined()
  })
})
