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
