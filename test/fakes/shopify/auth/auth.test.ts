import { expect, test } from 'vitest'
import { API_SECRET, aStage } from '../testing/stage.ts'

const MINUTE = 60_000
const SHOP = '{ shop { name } }'
const ONLINE = {
  requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
}

test('a session token says who, where and for which app, and lives a minute', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const [, body = ''] = shopify.sessionToken(shop).split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const now = shopify.time.now() / 1000
  expect(claims).toMatchObject({
    iss: 'https://wilg.myshopify.com/admin',
    dest: 'https://wilg.myshopify.com',
    aud: shopify.app.apiKey,
    sub: String(shop.staff[0]?.id),
    exp: now + 60,
    nbf: now,
    iat: now,
  })
})

test('a token of checkout lives 5 minutes, names the bare domain and opens no admin', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const token = shopify.checkoutToken(shop, 7n)
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({
    dest: 'wilg.myshopify.com',
    aud: shopify.app.apiKey,
    sub: 'gid://shopify/Customer/7',
  })
  expect([claims.exp - claims.iat, claims.iss]).toEqual([300, undefined])
  expect((await stage.exchange({ subject_token: token })).body.error).toBe('invalid_subject_token')
})

test('a session token is exchanged for an offline token that dies after an hour', async () => {
  await using stage = await aStage()
  const { body } = await stage.exchange()
  expect(body).toMatchObject({
    scope: stage.shopify.app.scopes.join(','),
    expires_in: 3600,
    refresh_token_expires_in: 90 * 24 * 3600,
  })
  expect((await stage.graphql(SHOP, {}, body.access_token)).status).toBe(200)
  await stage.shopify.time.advance(60 * MINUTE)
  const dead = await stage.graphql(SHOP, {}, body.access_token)
  expect([dead.status, dead.body.errors]).toEqual([
    401,
    '[API] Invalid API key or access token (unrecognized login or wrong password)',
  ])
})

test('an online token comes with the person it was given to', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const tess = shopify.addStaff(shop, { firstName: 'Tess', email: 'tess@wilgenwol.test' })
  const subject_token = shopify.sessionToken(shop, tess)
  const { body } = await stage.exchange({ ...ONLINE, subject_token })
  expect(body.associated_user).toMatchObject({
    first_name: 'Tess',
    email: 'tess@wilgenwol.test',
    account_owner: false,
    locale: 'nl',
  })
  expect(body.refresh_token).toBeUndefined()
})

test('only one offline token of a shop is alive', async () => {
  await using stage = await aStage()
  const first = (await stage.exchange()).body
  const second = (await stage.exchange()).body
  expect((await stage.graphql(SHOP, {}, first.access_token)).status).toBe(401)
  expect((await stage.graphql(SHOP, {}, second.access_token)).status).toBe(200)
})

test('a session token that is old, forged, of another shop or another app is refused with 400', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const other = shopify.addShop({ domain: 'other.myshopify.com' })
  shopify.install(other)
  const left = shopify.addStaff(shop, { allowed: false })
  const wrong = [
    shopify.sessionToken(shop, undefined, { age: 61 }),
    shopify.sessionToken(shop, undefined, { secret: 'guessed' }),
    shopify.sessionToken(shop, undefined, { alg: 'none' }),
    shopify.sessionToken(shop, undefined, { claims: { aud: 'another app' } }),
    shopify.sessionToken(shop, undefined, { claims: { iss: 'https://other.myshopify.com/admin' } }),
    shopify.sessionToken(other),
    shopify.sessionToken(shop, left),
    'no token',
  ]
  for (const subject_token of wrong) {
    const { status, body } = await stage.exchange({ subject_token })
    expect([status, body.error]).toEqual([400, 'invalid_subject_token'])
  }
})

test('the previous refresh token stays good until the next one is used', async () => {
  await using stage = await aStage()
  const refresh = (refresh_token: string) =>
    stage.exchange({ grant_type: 'refresh_token', refresh_token })
  const first = (await stage.exchange()).body
  const lost = (await refresh(first.refresh_token)).body
  const second = (await refresh(first.refresh_token)).body
  expect(second.access_token).toEqual(expect.any(String))
  expect((await refresh(lost.refresh_token)).body.error).toBe('invalid_grant')
  expect((await stage.graphql(SHOP, {}, lost.access_token)).status).toBe(401)
  const third = (await refresh(second.refresh_token)).body
  const { status, body } = await refresh(first.refresh_token)
  expect([status, body.error]).toEqual([400, 'invalid_grant'])
  expect((await stage.graphql(SHOP, {}, third.access_token)).status).toBe(200)
})

test('uninstalling kills every token, and installing again does not revive them', async () => {
  await using stage = await aStage()
  const { shopify, shop, token } = stage
  const { refresh_token } = (await stage.exchange()).body
  await shopify.uninstall(shop)
  expect((await stage.exchange()).status).toBe(400)
  shopify.install(shop)
  expect((await stage.graphql(SHOP, {}, token)).status).toBe(401)
  const refreshed = await stage.exchange({ grant_type: 'refresh_token', refresh_token })
  expect(refreshed.body.error).toBe('invalid_grant')
})

test('while a secret is rotated both are taken, and the first one signs', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  shopify.app.secrets.push('the next secret')
  for (const client_secret of [API_SECRET, 'the next secret']) {
    expect((await stage.exchange({ client_secret })).status).toBe(200)
  }
  shopify.app.secrets.shift()
  expect((await stage.exchange()).body.error).toBe('invalid_client')
  const subject_token = shopify.sessionToken(shop)
  const { status } = await stage.exchange({ client_secret: 'the next secret', subject_token })
  expect(status).toBe(200)
})
