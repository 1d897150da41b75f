import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readSessionToken } from './session-token.ts'

const NOW = Date.UTC(2026, 10, 23, 9, 0)
const KEY = 'a'.repeat(32)
const APP = { apiKey: KEY, secrets: ['the new secret', 'the old secret'] }
const SHOP = 'lampenhuis.myshopify.com'

interface Parts {
  header?: object
  claims?: Record<string, unknown>
  secret?: string
  digest?: string
  change?: (token: string) => string
}

/** A token as App Bridge gives it, but for what a test changes. */
function token({ header, claims, secret = 'the new secret', digest = 'sha256', change }: Parts) {
  const seconds = NOW / 1_000
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = [
    encode({ alg: 'HS256', typ: 'JWT', ...header }),
    encode({
      iss: `https://${SHOP}/admin`,
      dest: `https://${SHOP}`,
      aud: KEY,
      sub: '548380009',
      exp: seconds + 60,
      nbf: seconds,
      iat: seconds,
      jti: 'a3',
      sid: 'b4',
      ...claims,
    }),
  ].join('.')
  const whole = `${text}.${createHmac(digest, secret).update(text).digest('base64url')}`
  return change ? change(whole) : whole
}

const read = (parts: Parts, now = NOW) => readSessionToken(token(parts), APP, now)
const seconds = NOW / 1_000
const at = (url: string) => ({ iss: `${url}/admin`, dest: url })

describe('who Shopify says has the app open', () => {
  it('is somebody of the shop that the token names, in its one spelling', async () => {
    const who = { shop: SHOP, userId: '548380009' }
    expect(await read({})).toEqual(who)
    expect(await read({ claims: at('https://LampenHuis.MyShopify.com') })).toEqual(who)
  })

  it('may be signed with either secret while it is rotated', async () => {
    expect(await read({ secret: 'the old secret' })).toMatchObject({ shop: SHOP })
  })

  it('is believed by a clock that differs by a few seconds', async () => {
    expect(await read({}, NOW + 65_000)).toMatchObject({ shop: SHOP })
    expect(await read({}, NOW - 5_000)).toMatchObject({ shop: SHOP })
  })

  const WRONG: Array<[string, Parts]> = [
    ['without a signature', { header: { alg: 'none' }, change: (it) => it.replace(/[^.]*$/, '') }],
    ['with alg none and a signature', { header: { alg: 'none' } }],
    ['by another algorithm', { header: { alg: 'HS512' }, digest: 'sha512' }],
    ['said to be by a key pair', { header: { alg: 'RS256' } }],
    ['signed with another secret', { secret: 'not the secret' }],
    ['signed with nothing', { secret: '' }],
    [
      'altered',
      { change: (it) => it.replace(/.(?=\.[^.]*$)/, (last) => (last === 'A' ? 'B' : 'A')) },
    ],
    ['for another app', { claims: { aud: 'b'.repeat(32) } }],
    ['for no app', { claims: { aud: undefined } }],
    ['that is over', { claims: { exp: seconds - 11 } }],
    ['that never ends', { claims: { exp: undefined } }],
    ['that is not valid yet', { claims: { nbf: seconds + 11 } }],
    ['that does not say since when', { claims: { nbf: undefined } }],
    ['that was made long ago and lasts', { claims: { iat: seconds - 400, exp: seconds + 60 } }],
    ['from the shop next door', { claims: { iss: 'https://buren.myshopify.com/admin' } }],
    ['from no shop', { claims: { iss: undefined } }],
    ['about no shop', { claims: { dest: undefined } }],
    ['about another host', { claims: at('https://evil.example') }],
    ['about a host that begins like a shop', { claims: at(`https://${SHOP}.evil.example`) }],
    ['about a path', { claims: at(`https://evil.example/${SHOP}`) }],
    ['about a shop by plain http', { claims: at(`http://${SHOP}`) }],
    ['about a shop at a port', { claims: at(`https://${SHOP}:444`) }],
    ['about a shop with a name before it', { claims: at(`https://evil@${SHOP}`) }],
    ['as checkout gives it', { claims: { iss: undefined, dest: SHOP } }],
    ['about nobody', { claims: { sub: undefined } }],
    ['that is no token', { change: () => 'geen token' }],
    ['that is empty', { change: () => '' }],
  ]

  it('is nobody by any token that is not wholly right, in the same words for all (T34, T79)', async () => {
    const words = new Set<string>()
    for (const [what, parts] of WRONG) {
      const refusal = await read(parts).then(
        () => `${what} was taken`,
        (error: { code: string; message: string }) => `${error.code} ${error.message}`,
      )
      words.add(refusal)
    }
    expect([...words]).toEqual([
      'bad_token Shopify did not say who you are, or too long ago. Nothing is lost; reload the page.',
    ])
  })
})
