import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SHOPIFY_SOURCE } from '../../../scripts/build-shopify.ts'
import { ADMIN_API_VERSION } from '../../src/admin-api/admin-api.ts'
import { proxyRoutes } from '../../src/proxy/proxy.routes.ts'
import { WEBHOOK_PATH } from '../../src/webhooks/webhook.routes.ts'

const toml = readFileSync(`${SHOPIFY_SOURCE}shopify.app.toml`, 'utf8')

/** Values between quotes in the entry `name`, of each time it is there. */
function listed(name: string): string[] {
  return [...toml.matchAll(new RegExp(`^\\s*${name} = (.+)$`, 'gm'))].flatMap(([, value = '']) =>
    [...value.matchAll(/"([^"]*)"/g)].flatMap(([, text = '']) => text.split(',')),
  )
}

/** What a topic needs; the others need nothing. */
const NEEDS: Record<string, string> = {
  orders: 'read_orders',
  refunds: 'read_orders',
  checkouts: 'read_orders',
  customers: 'read_customers',
  themes: 'read_themes',
  products: 'read_products',
}

describe('shopify.app.toml', () => {
  it('speaks the version of the API that documents are checked for', () => {
    expect(listed('api_version')).toEqual([ADMIN_API_VERSION])
  })

  it('declares no topic that a shop might not have granted, for a release with one is refused', () => {
    const granted = listed('scopes')
    const topics = listed('topics')
    expect(topics).toContain('app/uninstalled')
    const needed = topics.flatMap((topic) => NEEDS[topic.split('/')[0] ?? ''] ?? [])
    expect(needed.filter((scope) => !granted.includes(scope))).toEqual([])
  })

  it('has webhooks and the proxy end where the relay takes them', () => {
    const base = new URL(listed('application_url')[0] ?? '').pathname
    expect(listed('uri').map((uri) => base + uri)).toEqual([WEBHOOK_PATH, WEBHOOK_PATH])
    const [proxy = ''] = listed('url').map((url) => base + url)
    const paths = proxyRoutes({} as Parameters<typeof proxyRoutes>[0]).map(({ path }) => path)
    expect(paths.filter((path) => !path.startsWith(`${proxy}/`))).toEqual([])
  })

  it('hears of all three wishes about privacy', () => {
    expect(listed('compliance_topics').sort()).toEqual([
      'customers/data_request',
      'customers/redact',
      'shop/redact',
    ])
  })

  it('asks at installation for nothing that tells who somebody is', () => {
    expect(listed('scopes').filter((scope) => /orders|customers$|themes/.test(scope))).toEqual([])
    expect(listed('optional_scopes')).toContain('read_orders')
  })

  it('holds no value of anybody’s own', () => {
    expect(toml).toContain(`client_id = "${'0'.repeat(32)}"`)
    expect(toml).not.toMatch(/secret/i)
  })
})
