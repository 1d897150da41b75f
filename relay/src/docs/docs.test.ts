import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestRelay, type TestRelay } from '../testing/test-relay.ts'

let relay: TestRelay

beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay[Symbol.asyncDispose]())

describe('the API describes itself', () => {
  it('names every declared route in openapi.json, with its body', async () => {
    const api = await relay.json<{
      paths: Record<string, Record<string, { requestBody?: unknown }>>
    }>('/openapi.json')
    for (const route of relay.context.routes) {
      const operation =
        api.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
      expect(operation, `${route.method} ${route.path}`).toBeDefined()
      expect(operation?.requestBody !== undefined).toBe(Boolean(route.body ?? route.stream))
    }
  })

  it('shows them on a page without scripts', async () => {
    const response = await relay.call('/docs')
    const page = await response.text()
    expect(page).toContain('/api/sites/:siteId/conversations')
    expect(page).toContain('<a href="#sign-up">sign up</a>')
    expect(page).toContain('Body: <code>kind, value, name?, question?</code>')
    expect(page).toContain('Answer: <code>id, reachableAt</code>')
    expect(page).not.toContain('<script')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('those who run the relay', () => {
  it('see that it lives, is ready, and what it counts', async () => {
    expect((await relay.call('/healthz')).status).toBe(200)
    expect((await relay.call('/readyz')).status).toBe(200)
    expect(await (await relay.call('/metrics')).text()).toContain('loods_sockets{side="members"} 0')
  })

  it('alone see what it counts: to the rest of the internet there is nothing', async () => {
    await using behind = await startTestRelay({ env: { TRUST_PROXY: '1' } })
    const from = (address: string) =>
      behind.call('/metrics', { headers: { 'x-forwarded-for': address } })
    expect((await from('203.0.113.9')).status).toBe(404)
    expect((await from('10.0.0.9')).status).toBe(200)
  })

  it('are told that a stopping relay is not ready', async () => {
    relay.context.stopping.abort()
    expect((await relay.call('/readyz')).status).toBe(503)
  })
})
