import '@shopify/shopify-api/adapters/node'
import { createHmac } from 'node:crypto'
import { type ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api'
import fc from 'fast-check'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ADMIN_API_VERSION } from '../../src/admin-api/admin-api.ts'
import { readProxiedRequest, signedText } from '../../src/proxy/signed-request.ts'
import { readSessionToken } from '../../src/session/session-token.ts'
import { isSigned } from '../../src/webhooks/signature.ts'

/** Our checks beside those of Shopify's own library, which is no part of the product. */
const SECRET = 'the secret of an app'
const KEY = 'a'.repeat(32)
const SHOP = 'lampenhuis.myshopify.com'
const shopify = shopifyApi({
  apiKey: KEY,
  apiSecretKey: SECRET,
  apiVersion: ADMIN_API_VERSION as ApiVersion,
  hostName: 'chat.example',
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error, log: () => {} },
})

const seconds = Math.floor(Date.now() / 1_000)
const GOOD = {
  iss: `https://${SHOP}/admin`,
  dest: `https://${SHOP}`,
  aud: KEY,
  sub: '42',
  exp: seconds + 60,
  nbf: seconds,
  iat: seconds,
  jti: 'a',
  sid: 'b',
}

function signed(claims: object, secret = SECRET, alg = 'HS256'): Promise<string> {
  return new SignJWT({ ...GOOD, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret))
}

const accepts = (check: Promise<unknown>) =>
  check.then(
    () => true,
    () => false,
  )
const ours = (token: string) =>
  accepts(readSessionToken(token, { apiKey: KEY, secrets: [SECRET] }, Date.now()))
const theirs = (token: string) => accepts(shopify.session.decodeSessionToken(token))

describe('session tokens', () => {
  it.each([
    ['a good one', true, {}],
    ['another app’s', false, { aud: 'b'.repeat(32) }],
    ['an expired one', false, { exp: seconds - 60 }],
    ['one for later', false, { nbf: seconds + 60 }],
  ])('T34: of %s Shopify’s library thinks the same', async (_, good, claims) => {
    const token = await signed(claims)
    expect([await ours(token), await theirs(token)]).toEqual([good, good])
  })

  it('T34: of other signatures Shopify’s library thinks the same', async () => {
    const tokens = [
      await signed({}, 'guessed'),
      await signed({}, SECRET, 'HS512'),
      new UnsecuredJWT(GOOD).encode(),
      'no.token.atall',
    ]
    for (const token of tokens) {
      expect([await ours(token), await theirs(token)]).toEqual([false, false])
    }
  })

  it.each([
    ['issued for another shop', { iss: 'https://other.myshopify.com/admin' }],
    ['for a domain that is no shop’s', { iss: 'https://evil.com/admin', dest: 'https://evil.com' }],
    ['that never ends', { exp: undefined }],
  ])('T34: one %s gets by Shopify’s library, and not by us', async (_, claims) => {
    const token = await signed(claims)
    expect([await ours(token), await theirs(token)]).toEqual([false, true])
  })
})

describe('webhooks', () => {
  /** What Shopify's library says of a body that came with a signature. */
  async function valid(rawBody: string, signature: string): Promise<boolean> {
    const headers = {
      'X-Shopify-Hmac-Sha256': signature,
      'X-Shopify-Topic': 'app/uninstalled',
      'X-Shopify-API-Version': ADMIN_API_VERSION,
      'X-Shopify-Shop-Domain': SHOP,
      'X-Shopify-Webhook-Id': '1',
      'X-Shopify-Event-Id': '2',
    }
    const rawRequest = { method: 'POST', url: '/shopify/webhooks', headers }
    const found = await shopify.webhooks.validate({ rawBody, rawRequest, rawResponse: {} })
    return found.valid
  }

  it('T79: any body and signature gets the same answer from Shopify’s library', async () => {
    const change = fc.constantFrom(
      (signature: string) => signature,
      (signature: string) => signature.toLowerCase(),
      (signature: string) => `${signature}=`,
      (signature: string) => signature.slice(1),
      () => 'bm8=',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.constantFrom(SECRET, 'another'),
        change,
        async (body, secret, changed) => {
          const signature = changed(createHmac('sha256', secret).update(body).digest('base64'))
          const own = isSigned(Buffer.from(body), signature, [SECRET])
          expect(own).toBe(await valid(body, signature))
        },
      ),
    )
  })
})

describe('requests through a shop’s own address', () => {
  const RESERVED = new Set(['hmac', 'signature', 'shop', 'timestamp'])
  const name = fc.stringMatching(/^[a-z]{1,12}$/).filter((text) => !RESERVED.has(text))

  it('T79: any query and signature gets the same answer from Shopify’s library', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.string())),
        fc.constantFrom(SECRET, 'another'),
        fc.constantFrom(0, 60, 120, -120),
        async (more, secret, late) => {
          const query = new URLSearchParams([
            ...more,
            ['shop', SHOP],
            ['logged_in_customer_id', ''],
            ['timestamp', String(Math.floor(Date.now() / 1_000) - late)],
          ])
          const signature = createHmac('sha256', secret).update(signedText(query)).digest('hex')
          query.set('signature', signature)
          const validated = shopify.utils.validateHmac(query, { signator: 'appProxy' })
          const theirs = await validated.catch(() => false)
          const ours = await accepts(
            (async () => readProxiedRequest(query, [SECRET], Date.now()))(),
          )
          expect(ours).toBe(theirs)
        },
      ),
    )
  })
})
