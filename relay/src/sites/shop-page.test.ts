import { describe, expect, it } from 'vitest'
import { createShopPages, mayFrame } from './shop-page.ts'
import { defaultSettings } from './site-defaults.ts'

const SHOP = 'https://winkel.example'
const RELAY = 'https://relay.example'

describe('a page may be framed', () => {
  const says = (headers: Record<string, string>, status = 200, own = SHOP) =>
    mayFrame({ status, headers }, own, RELAY)

  it('unless it says that it may not', () => {
    expect(says({})).toBe(true)
    expect(says({ 'x-frame-options': 'DENY' })).toBe(false)
    expect(says({ 'x-frame-options': 'SAMEORIGIN' })).toBe(false)
    expect(says({ 'x-frame-options': 'SAMEORIGIN' }, 200, RELAY)).toBe(true)
    expect(says({}, 404)).toBe(false)
    expect(says({}, 200, 'http://winkel.example')).toBe(false)
  })

  it.each([
    ["frame-ancestors 'none'", false],
    ["default-src 'self'; frame-ancestors 'self'", false],
    [`frame-ancestors 'self' ${RELAY}`, true],
    ['frame-ancestors *', true],
    ['frame-ancestors https:', true],
    ["frame-ancestors *, frame-ancestors 'none'", false],
    ["default-src 'self'", true],
  ])('where its policy is %s: %s', (policy, framed) => {
    expect(says({ 'content-security-policy': policy })).toBe(framed)
  })

  it('where its policy allows it, whatever the older header says', () => {
    const policy = { 'content-security-policy': `frame-ancestors ${RELAY}` }
    expect(says({ ...policy, 'x-frame-options': 'DENY' })).toBe(true)
  })
})

describe('the page that is shown', () => {
  function find(page: string | undefined, demo?: string) {
    const asked: string[] = []
    const pages = createShopPages({
      clock: () => 0,
      publicUrl: RELAY,
      demo,
      sites: {
        byId: async () => ({
          id: 'site',
          key: 'key',
          settings: defaultSettings({
            ...{ name: 'Winkel', language: 'nl', timeZone: 'Europe/Amsterdam' },
            origins: [SHOP],
          }),
        }),
      },
      seen: async () => ({ ...(page && { seen: { at: 0, page } }) }),
      egress: {
        async request(url) {
          asked.push(url)
          return { status: 200, headers: {}, body: Buffer.of() }
        },
      },
    })
    return { pages, asked }
  }

  it('is where the widget ran last, looked up once', async () => {
    const { pages, asked } = find(`${SHOP}/lamp`)
    expect(await pages.find('site')).toEqual({ url: `${SHOP}/lamp`, framed: true })
    await pages.find('site')
    expect(asked).toEqual([`${SHOP}/lamp`])
  })

  it('is never one that is not the shop’s, whoever says the widget ran there', async () => {
    const { pages, asked } = find('https://elders.example/x')
    expect(await pages.find('site')).toEqual({ framed: false })
    expect(asked).toEqual([])
  })

  it('is the demo shop where nothing else is known', async () => {
    expect(await find(undefined, '/demo').pages.find('site')).toEqual({
      url: `${RELAY}/demo`,
      framed: true,
    })
  })
})
