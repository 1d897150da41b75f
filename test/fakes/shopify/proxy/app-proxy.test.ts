import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { aStage } from '../testing/stage.ts'
import { proxySignature } from './signature.ts'

const PUBLISHED = 'extra=1&extra=2&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555'

test('both published requests have their published signatures', () => {
  const shop = 'shop=shop-name.myshopify.com'
  expect(proxySignature(new URLSearchParams(`${PUBLISHED}&${shop}`), 'hush')).toBe(
    'a9718877bea71c2484f91608a7eaea1532bdf71f5c56825065fa4ccabe549ef3',
  )
  const withCustomer = `${PUBLISHED}&${shop}&logged_in_customer_id=1`
  expect(proxySignature(new URLSearchParams(withCustomer), 'hush')).toBe(
    '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
  )
})

test('a request under the subpath reaches the app with the rest of its path, signed', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  const sam = shopify.addCustomer(shop)
  shopify.logIn(shop, sam.id)
  await fetch(`${shopify.storefrontUrl(shop)}/apps/loods/who/am/i?a=1&a=2`, {
    headers: { cookie: 'secret=1' },
  })
  const [{ url, headers } = { url: new URL('x:'), headers: new Headers() }] = theApp.caught
  expect(url.origin + url.pathname).toBe('https://app.test/proxy/who/am/i')
  expect(url.searchParams.get('logged_in_customer_id')).toBe(String(sam.id))
  expect(url.searchParams.get('path_prefix')).toBe('/apps/loods')
  expect(url.searchParams.get('shop')).toBe('wilg.myshopify.com')
  expect(url.searchParams.get('signature')).toBe(proxySignature(url.searchParams, 'hush'))
  expect(headers.has('cookie')).toBe(false)
})

test('logged out, the customer is blank, and what a shopper adds is not what Shopify says', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  await fetch(`${shopify.storefrontUrl(shop)}/apps/loods/me?logged_in_customer_id=7&shop=x`, {
    method: 'POST',
    body: 'hello',
  })
  const [post] = theApp.caught
  expect(post?.url.searchParams.getAll('logged_in_customer_id')).toEqual([''])
  expect(post?.url.searchParams.getAll('shop')).toEqual(['wilg.myshopify.com'])
  expect([post?.method, post?.body]).toEqual(['POST', 'hello'])
})

test('other paths are the storefront, and cookies of the app do not come back', async () => {
  await using stage = await aStage({
    storefront: (request, shop) => new Response(`${shop.name}: ${new URL(request.url).pathname}`),
  })
  const { shopify, shop, theApp } = stage
  theApp.answer = () => new Response('hi', { headers: { 'set-cookie': 'a=1', 'x-own': '1' } })
  const home = await fetch(`${shopify.storefrontUrl(shop)}/products/plaid`)
  expect(await home.text()).toBe('Wilg & Wol: /products/plaid')
  const proxied = await fetch(`${shopify.storefrontUrl(shop)}/apps/loods`)
  expect(proxied.headers.get('x-own')).toBe('1')
  expect(proxied.headers.has('set-cookie')).toBe(false)
})

test('a shop is found by path, and by a host of its own', async () => {
  await using stage = await aStage({ storefront: (_request, { domain }) => new Response(domain) })
  const { shopify, shop } = stage
  const { host } = new URL(shopify.storefrontHost(shop))
  expect(host).toMatch(/^wilg\.localhost:\d+$/)
  expect(await textAt(shopify.url, host)).toBe('wilg.myshopify.com')
  expect(await textAt(shopify.url, 'wilg.myshopify.com')).toBe('wilg.myshopify.com')
  expect((await fetch(`${shopify.url}/shops/none.myshopify.com/`)).status).toBe(404)
  expect((await fetch(`${shopify.url}/`)).status).toBe(404)
})

/** What is answered to whoever calls this server by another name. */
function textAt(url: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => resolve(text(response)))
      .on('error', reject)
      .end()
  })
}
