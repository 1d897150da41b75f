import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpOwner, startTestRelay, type TestRelay } from '../testing/test-relay.ts'

describe('the demo shop on a relay', () => {
  let relay: TestRelay
  beforeAll(async () => {
    relay = await startTestRelay({ env: { DEMO: 'true' } })
  })
  afterAll(() => relay[Symbol.asyncDispose]())

  it('carries the widget of the first owner’s shop as soon as there is one', async () => {
    const before = await (await relay.call('/demo/nl')).text()
    expect(before).not.toContain('loader.js')
    const { siteKey } = await setUpOwner(relay)
    const after = await (await relay.call('/demo/nl')).text()
    expect(after).toContain(
      `<script async src="/widget/loader.js" data-site="${siteKey}"></script>`,
    )
  })

  it('keeps its own policy for scripts', async () => {
    const response = await relay.call('/demo/nl/cart')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self' 'nonce-")
  })
})

describe('a relay that is no trial', () => {
  it('has no demo shop', async () => {
    await using relay = await startTestRelay({ env: { DEMO: 'false' } })
    expect((await relay.call('/demo/nl')).status).toBe(404)
  })
})

describe('the page a mail leads back to', () => {
  let relay: TestRelay
  beforeAll(async () => {
    relay = await startTestRelay()
  })
  afterAll(() => relay[Symbol.asyncDispose]())

  it('carries the shop’s widget, in the reader’s language, and nothing a name could bring in', async () => {
    const { siteKey, siteId } = await setUpOwner(relay)
    await relay.context.sites.update(siteId, { name: '</title><script>alert(1)</script>' })
    const page = await relay.call(`/chat/${siteKey}`, {
      headers: { 'accept-language': 'en-GB,nl' },
    })
    const text = await page.text()
    expect(text).toContain(`src="/widget/loader.js" data-site="${siteKey}"`)
    expect(text).toContain('<html lang="en">')
    expect(text).not.toContain('<script>alert')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('T60: is not there for a key that is no shop’s', async () => {
    for (const key of ['aaaaaaaaaaaaaaaaaaaa', '%22%3E%3Cscript%3E', 'A'.repeat(20)]) {
      const page = await relay.call(`/chat/${key}`)
      expect(page.status).toBe(404)
      expect(await page.text()).not.toContain('script')
    }
  })
})

describe('the page of the settings’ preview', () => {
  it('is framed by our own pages, and by the admin panel of a linked shop that names itself', async () => {
    await using relay = await startTestRelay()
    const { siteId } = await setUpOwner(relay)
    const shop = 'https://winkel.example'
    await relay.context.writer.run(async ({ db }) => {
      const link = { host: 'wordpress', url: shop, origin: shop, endpoint: shop, state: 'on' }
      await db
        .insertInto('site_links')
        .values({ ...link, site_id: siteId, created_at: 1 })
        .execute()
    })
    const framers = async (query: string) => {
      const { headers } = await relay.call(`/inbox/preview${query}`)
      const [, who] =
        /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '') ?? []
      return [who, headers.get('x-frame-options')]
    }
    const ours = ["'self'", 'SAMEORIGIN']
    expect(await framers('')).toEqual(ours)
    expect(await framers('?host=https://elders.example')).toEqual(ours)
    expect(await framers(`?host=${shop}%20https://elders.example`)).toEqual(ours)
    expect(await framers(`?host=${shop}`)).toEqual([`'self' ${shop}`, null])
  })

  it('shows a page of the one origin it is asked to, in a frame', async () => {
    await using relay = await startTestRelay()
    const frames = async (shop: string) => {
      const { headers } = await relay.call(`/inbox/preview?shop=${encodeURIComponent(shop)}`)
      return /frame-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]
    }
    expect(await frames('https://winkel.example/lamp; script-src *')).toBe('https://winkel.example')
    expect(await frames('javascript:alert(1)')).toBeUndefined()
    expect(await frames('')).toBeUndefined()
  })
})
