import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loods-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function read(env: Record<string, string> = {}) {
  return readConfig({ DATA_DIR: folder, ...env })
}

/** What is said of settings that cannot be used. */
function refusal(env: Record<string, string>): string {
  try {
    read(env)
    return 'nothing'
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }
}

const WRONG: Array<[string, string]> = [
  ['PORT', 'web'],
  ['PORT', '65536'],
  ['HOST', '300.1.1.1'],
  ['PUBLIC_URL', 'chat.example.com'],
  ['PUBLIC_URL', 'https://example.com/chat'],
  ['PUBLIC_URL', 'https://example.com?x=1'],
  ['PUBLIC_URL', 'https://me:secret@example.com'],
  ['DATA_DIR', '/dev/null'],
  ['DATABASE_URL', 'mysql://127.0.0.1/loods'],
  ['SECRET_KEY', 'short'],
  ['SMTP_URL', 'mail.example.com'],
  ['SMTP_URL', 'smtp://'],
  ['MAIL_FROM', 'Loods'],
  ['TRUST_PROXY', 'yes'],
  ['EGRESS_ALLOW', 'localhost'],
  ['EGRESS_ALLOW', 'localhost:70000'],
  ['GRAPH_URL', 'graph.facebook.com'],
  ['GRAPH_VERSION', '26'],
  ['GRAPH_MEDIA_HOSTS', ','],
  ['SERVICE_WHATSAPP', '31858880001'],
  ['CHAT_LINKS', 'https://wa.me'],
  ['SHOPIFY_API_KEY', 'short'],
  ['SHOPIFY_API_SECRET', ','],
  ['SHOPIFY_ADMIN_URL', 'https://shop.example'],
  ['SHOPIFY_CDN_URL', 'cdn.example'],
  ['SIGNUP', 'maybe'],
  ['DEMO', 'maybe'],
  ['LOG_LEVEL', 'loud'],
  ['VAPID_SUBJECT', 'me'],
]

describe('a setting that cannot be used', () => {
  it.each(WRONG)('%s=%s is refused by its name, with what to write', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^${name} cannot be used.* Write \\S`))
  })

  it('is one of the table in the README, where all of them stand', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const names = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect([...new Set(WRONG.map(([name]) => name))]).toEqual(names)
  })

  it('does not quote a secret back', () => {
    expect(refusal({ SECRET_KEY: 'hunter2' })).not.toContain('hunter2')
  })
})

describe('the address browsers use', () => {
  it('is where the relay listens, unless it is set', () => {
    expect(read().publicUrl).toBe('http://127.0.0.1:8787')
    expect(read({ HOST: '::1', PORT: '1' }).publicUrl).toBe('http://[::1]:1')
    expect(read({ PUBLIC_URL: 'https://Chat.Example.com/' }).publicUrl).toBe(
      'https://chat.example.com',
    )
  })

  it.each(['0.0.0.0', '::'])('must be set while HOST is %s, which no browser can open', (HOST) => {
    expect(refusal({ HOST })).toMatch(/^PUBLIC_URL is needed while HOST is/)
    expect(read({ HOST, PUBLIC_URL: 'http://192.168.1.2:8787' }).host).toBe(HOST)
  })

  it('shows the demo shop by itself on this machine only', () => {
    expect(read().demo).toBe(true)
    expect(read({ PUBLIC_URL: 'http://localhost:8787' }).demo).toBe(true)
    expect(read({ PUBLIC_URL: 'https://chat.example.com' }).demo).toBe(false)
    expect(read({ PUBLIC_URL: 'https://chat.example.com', DEMO: '1' }).demo).toBe(true)
  })
})

describe('links to a chat on another network', () => {
  it('are the networks’ own, or the relay’s where they name no host', () => {
    expect(read().chatLinks).toEqual({ whatsapp: 'https://wa.me', messenger: 'https://m.me' })
    expect(read({ CHAT_LINKS: '/demo/wa/,/demo/m' }).chatLinks).toEqual({
      whatsapp: 'http://127.0.0.1:8787/demo/wa',
      messenger: 'http://127.0.0.1:8787/demo/m',
    })
  })
})

describe('the secret key', () => {
  it('is made once, for the eyes of this user only, and kept', () => {
    const { secretKey } = read()
    expect(secretKey).toHaveLength(32)
    expect(read().secretKey).toEqual(secretKey)
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600)
  })

  it('is the one that is given', () => {
    const given = Buffer.alloc(32, 7)
    expect(read({ SECRET_KEY: given.toString('base64url') }).secretKey).toEqual(given)
  })

  it('is not made anew where a file holds something else: what it sealed would be lost', () => {
    writeFileSync(join(folder, 'secret-key'), 'half')
    expect(refusal({})).toMatch(/^SECRET_KEY cannot be used: .* backup/)
  })
})

describe('the operator’s Shopify app', () => {
  it('is taken with both of its values, and says which one is missing', () => {
    const SHOPIFY_API_KEY = 'a'.repeat(32)
    expect(read().shopify).toBeUndefined()
    expect(read({ SHOPIFY_API_KEY, SHOPIFY_API_SECRET: 'new, old' }).shopify).toEqual({
      apiKey: SHOPIFY_API_KEY,
      secrets: ['new', 'old'],
      adminUrl: 'https://{shop}',
      cdnUrl: 'https://cdn.shopify.com/shopifycloud',
    })
    expect(refusal({ SHOPIFY_API_KEY })).toMatch(/^SHOPIFY_API_SECRET is missing/)
  })
})
