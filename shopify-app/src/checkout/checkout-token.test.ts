import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { readCheckoutToken } from './checkout-token.ts'

const NOW = Date.UTC(2026, 10, 23, 9, 0)
const APP = { apiKey: 'a'.repeat(32), secrets: ['the new secret', 'the old secret'] }
const SHOP = 'lampenhuis.myshopify.com'
const seconds = NOW / 1_000
const GOOD = {
  dest: SHOP,
  aud: APP.apiKey,
  exp: seconds + 300,
  nbf: seconds,
  iat: seconds,
  jti: 'a',
}

function signed(claims: object = {}, secret = 'the new secret', alg = 'HS256'): Promise<string> {
  return new SignJWT({ ...GOOD, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret))
}

const read = async (token: string | Promise<string>, now = NOW) =>
  readCheckoutToken(await token, APP, now)

describe('in whose checkout Shopify says a page stands', () => {
  it('is the shop it names, with or without a scheme, in its one spelling', async () => {
    expect(await read(signed())).toEqual({ shop: SHOP })
    expect(await read(signed({ dest: `https://${SHOP}` }))).toEqual({ shop: SHOP })
    expect(await read(signed({ dest: 'LampenHuis.MyShopify.com' }))).toEqual({ shop: SHOP })
    expect(await read(signed({}, 'the old secret'))).toEqual({ shop: SHOP })
  })

  it('is a customer’s by all digits of their number, and nobody’s where none is logged in', async () => {
    const sub = 'gid://shopify/Customer/9007199254740993'
    expect(await read(signed({ sub }))).toEqual({ shop: SHOP, customerId: '9007199254740993' })
    expect(await read(signed({ sub: 'gid://shopify/Staff/7' }))).toEqual({ shop: SHOP })
  })

  it.each([
    ['somebody else’s', { aud: 'b'.repeat(32) }],
    ['one of another shop than who issued it', { iss: 'https://other.myshopify.com/admin' }],
    ['one of no shop', { dest: 'evil.example' }],
    ['one of a domain that only begins as a shop’s', { dest: `${SHOP}.evil.example` }],
    ['an expired one', { exp: seconds - 11 }],
    ['one for later', { nbf: seconds + 11 }],
    ['one that lives too long', { iat: seconds - 311, exp: seconds + 3_600 }],
    ['one without an end', { exp: undefined }],
  ])('T34: is nobody’s by %s', async (_, claims) => {
    await expect(read(signed(claims))).rejects.toMatchObject({ code: 'bad_token' })
  })

  it('T34: is nobody’s by another secret, another algorithm, no signature or no token', async () => {
    const unsigned = new UnsecuredJWT(GOOD).encode()
    const others = [
      signed({}, 'guessed'),
      signed({}, 'the new secret', 'HS512'),
      unsigned,
      '',
      'a.b.c',
    ]
    for (const token of others) {
      await expect(read(token)).rejects.toMatchObject({ code: 'bad_token' })
    }
  })
})
