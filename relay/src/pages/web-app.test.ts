import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestRelay, type TestRelay } from '../testing/test-relay.ts'

describe('the inbox as an app', () => {
  let relay: TestRelay
  beforeAll(async () => {
    relay = await startTestRelay()
  })
  afterAll(() => relay[Symbol.asyncDispose]())

  it('is named by the page', async () => {
    const page = await (await relay.call('/inbox')).text()
    expect(page).toContain('<link rel="manifest" href="/inbox/manifest.webmanifest" />')
    expect(page).toContain('<link rel="apple-touch-icon" href="/inbox/icons/apple-180.png" />')
  })

  it('T30: runs the scripts the relay named for this answer and no other, and is framed by nobody', async () => {
    const response = await relay.call('/inbox')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic';/)
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    const again = await relay.call('/inbox')
    expect(again.headers.get('content-security-policy')).not.toBe(policy)
  })

  it('has a manifest whose icons are as large as it says', async () => {
    const response = await relay.call('/inbox/manifest.webmanifest')
    expect(response.headers.get('content-type')).toBe('application/manifest+json')
    const { icons } = (await response.json()) as { icons: { src: string; sizes: string }[] }
    expect(icons.length).toBeGreaterThan(2)
    for (const { src, sizes } of icons) {
      const bytes = await (await relay.call(src)).arrayBuffer()
      const { width, height, format } = await sharp(bytes).metadata()
      expect(`${width}x${height} ${format}`).toBe(`${sizes} png`)
    }
  })

  it('answers 404 for an icon there is none of', async () => {
    expect((await relay.call('/inbox/icons/constructor')).status).toBe(404)
  })
})
