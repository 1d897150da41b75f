import type {
  ListAnswer,
  ShopifyEnterAnswer,
  ShopifyStatus,
  ShopifyTestAnswer,
} from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopifyTalk, startShopifyTalk } from '../../../relay/src/testing/shopify-talk.ts'

let talk: ShopifyTalk

beforeEach(async () => {
  talk = await startShopifyTalk()
})
afterEach(() => talk[Symbol.asyncDispose]())

/** The document somebody gets who opens the app. */
async function openPage(query: string, path = '/shopify/app'): Promise<Response> {
  return talk.relay.call(path + query)
}

function ask<T>({ siteId, token }: ShopifyEnterAnswer, path: string, body?: object): Promise<T> {
  return talk.relay.json<T>(`/api/sites/${siteId}/shopify/${path}`, {
    token,
    ...(body && { body }),
  })
}

describe('the document of the page in the admin', () => {
  it('may be framed by the shop that opened it, sets no cookie and is never kept', async () => {
    const { headers } = await openPage('?shop=Wilg.myshopify.com&locale=nl-NL')
    const admin = new URL(talk.shopify.url).origin
    expect(headers.get('content-security-policy')).toContain(
      `frame-ancestors ${admin} https://admin.shopify.com`,
    )
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.getSetCookie()).toEqual([])
  })

  it.each(['', '?shop=', '?shop=evil.example', '?shop=wilg.myshopify.com.evil.example'])(
    'may be framed by nobody where its address names no shop (%j)',
    async (query) => {
      const { headers } = await openPage(query)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    },
  )

  it('loads App Bridge before every other script, and nothing that stands in the page', async () => {
    const text = await (await openPage('?shop=wilg.myshopify.com')).text()
    const scripts = [...text.matchAll(/<script([^>]*)>([^<]*)/g)]
    expect(scripts[0]?.[1]).toMatch(/^ src="[^"]+\/app-bridge\.js"$/)
    expect(scripts.map(([, , inline]) => inline?.trim())).toEqual(scripts.map(() => ''))
    expect(text.indexOf('shopify-api-key')).toBeLessThan(text.indexOf('<script'))
  })

  it('speaks the language of the admin, and keeps in its links what it needs and nothing that proves', async () => {
    const query = '?shop=wilg.myshopify.com&host=aGk&locale=nl&id_token=secret&hmac=ab&session=cd'
    const text = await (await openPage(query, '/shopify')).text()
    expect(text).toContain('<html lang="nl">')
    expect(text).toContain(
      'href="/shopify/app/shop?shop=wilg.myshopify.com&amp;host=aGk&amp;locale=nl"',
    )
    expect(text).not.toMatch(/secret|hmac|session/)
  })

  it('says nothing in the page that its address made up', async () => {
    const query =
      '?shop=wilg.myshopify.com&host=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&locale=%22%3E'
    const text = await (await openPage(query)).text()
    expect(text).not.toContain('<script>alert')
  })
})

describe('what the page shows of the shop', () => {
  it('is where the chat was seen, whether it was tried, and how it is switched on', async () => {
    const owner = await talk.enter()
    await talk.settle()
    expect(await ask<ShopifyStatus>(owner, 'status')).toEqual({
      shop: 'wilg.myshopify.com',
      url: 'https://wilgenwol.test/',
      scopes: expect.arrayContaining(['read_products']),
      tried: false,
      editorUrl: expect.stringContaining('/shops/wilg.myshopify.com/admin/themes/current/editor?'),
    })
    await talk.relay.json(`/widget/v1/${owner.siteKey}/views`, {
      body: { page: { url: 'https://wilgenwol.test/lampen' } },
      headers: { origin: 'https://wilgenwol.test' },
    })
    await talk.relay.context.writer.drain()
    const { seen } = await ask<ShopifyStatus>(owner, 'status')
    expect(seen).toEqual({ at: talk.shopify.time.now(), page: 'https://wilgenwol.test/lampen' })
  })

  it('is each theme where the shop lets us see them', async () => {
    const owner = await talk.enter()
    await talk.settle()
    await talk.shopify.grantScopes(talk.shop, ['read_themes'])
    await talk.settle()
    const off = await ask<ShopifyStatus>(owner, 'status')
    expect(off.themes?.map(({ live, on }) => [live, on])).toContainEqual([true, false])
    talk.shopify.setEmbed(talk.shop, 'chat', true)
    const on = await ask<ShopifyStatus>(owner, 'status')
    expect(on.themes?.map(({ live, on }) => [live, on])).toContainEqual([true, true])
  })

  it('is nobody’s but those who manage the shop, and only a shop at Shopify has it', async () => {
    const owner = await talk.enter()
    const staff = talk.shopify.addStaff(talk.shop, { firstName: 'Daan', email: 'daan@wilg.test' })
    const agent = await talk.enter({ staff })
    await expect(ask(agent, 'status')).rejects.toThrow(/403/)
    await expect(ask({ ...owner, siteId: 'x'.repeat(21) }, 'status')).rejects.toThrow(/404/)
  })
})

describe('a test message', () => {
  it('waits in the inbox as a shopper’s would, and the shop counts as tried', async () => {
    const owner = await talk.enter()
    const { conversationId } = await ask<ShopifyTestAnswer>(owner, 'test-message', {})
    const { token } = owner
    const list = await talk.relay.json<ListAnswer>(
      `/api/sites/${owner.siteId}/conversations?view=waiting`,
      { token },
    )
    expect(list.conversations).toEqual([
      expect.objectContaining({ id: conversationId, waitingSince: expect.any(Number) }),
    ])
    expect(await ask<ShopifyStatus>(owner, 'status')).toMatchObject({ tried: true })
  })
})

describe('removing everything', () => {
  it('erases the shop that is named, and opening the app begins anew', async () => {
    const owner = await talk.enter()
    await expect(ask(owner, 'erase', { siteId: 'x'.repeat(21) })).rejects.toThrow(/404/)
    await ask(owner, 'erase', { siteId: owner.siteId })
    expect(await talk.relay.context.sites.all()).toEqual([])
    expect((await talk.enter()).siteId).not.toBe(owner.siteId)
  })
})
