import { readFileSync } from 'node:fs'
import type { ShopifyEnterAnswer } from '@loods/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type ShopifyTalk, startShopifyTalk } from '../../relay/src/testing/shopify-talk.ts'
import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { shopifyAssets } from '../../scripts/shopify-assets.ts'
import { createTime } from '../fakes/shared/time.ts'
import { createStorefront } from '../fakes/shopify/storefront/storefront.ts'
import type { Customer, Order } from '../fakes/shopify/world/sales.ts'
import type { Shop } from '../fakes/shopify/world/shop.ts'
import { openBrowser, PHONE } from '../support/chromium.ts'

const BLOCK = new URL('../../shopify-app/extensions/loods-chat/blocks/chat.liquid', import.meta.url)

/** A Shopify shop whose owner opened our app, and a browser to shop with. */
export interface ShopifyStage extends AsyncDisposable {
  talk: ShopifyTalk
  /** Its owner, as the app's page in the admin has them. */
  owner: ShopifyEnterAnswer
  browser: Browser
  /** What went wrong in the scripts of all pages so far, in words. */
  errors: string[]
  /** Orders that were placed on the storefront. */
  orders: Order[]
  /** Whether the shop must ask before it follows anybody. */
  asks: boolean
  /** Opens a page of the shop, on a phone. */
  shopper(path?: string, context?: BrowserContext): Promise<Page>
}

export async function openShopifyStage(): Promise<ShopifyStage> {
  await buildIfStale(() => {})
  const extension = {
    blocks: { chat: readFileSync(BLOCK, 'utf8') },
    assets: await shopifyAssets(),
  }
  const loggedIn = new Map<Shop, Customer>()
  const storefront = createStorefront({
    extension,
    mint: () => stage.talk.shopify.ids.hex(32),
    customer: (shop) => loggedIn.get(shop),
    logIn(shop, customer) {
      if (customer) loggedIn.set(shop, customer)
      else loggedIn.delete(shop)
      stage.talk.shopify.logIn(shop, customer?.id)
    },
    async order(shop, { token, attributes }) {
      const named = Object.entries(attributes).map(([name, value]) => ({ name, value }))
      const customer = loggedIn.get(shop)
      const given = { cartToken: token, attributes: named, ...(customer && { customer }) }
      stage.orders.push(await stage.talk.shopify.placeOrder(shop, given))
    },
    asksConsent: () => stage.asks,
  })
  const time = createTime({ startAt: Date.now(), running: true })
  const talk = await startShopifyTalk({ shopify: { time, storefront } })
  stock(talk)
  const owner = await talk.enter()
  await talk.settle()
  await allowStorefront(talk, owner)
  const stage: ShopifyStage = {
    ...{ talk, owner, browser: await openBrowser(), errors: [], orders: [], asks: false },
    async shopper(path = '/', context) {
      const own = context ?? (await stage.browser.newContext({ locale: 'nl-NL', ...PHONE }))
      const page = await own.newPage()
      page.on('pageerror', ({ message }) => stage.errors.push(message))
      await page.goto(talk.shopify.storefrontHost(talk.shop) + path)
      return page
    },
    async [Symbol.asyncDispose]() {
      await stage.browser.close()
      await talk[Symbol.asyncDispose]()
    },
  }
  return stage
}

function stock({ shopify, shop }: ShopifyTalk): void {
  const title = 'Plaid </script> Hei'
  shopify.addProduct(shop, { title, handle: 'hei', variants: [{ stock: 3 }] })
  shopify.addProduct(shop, { title: 'Sjaal Duin', handle: 'duin', variants: [{ price: '29.50' }] })
  shopify.addCustomer(shop)
}

/** On this machine the shop has another address than its own. */
async function allowStorefront(
  { relay, shopify, shop }: ShopifyTalk,
  { siteId, token }: ShopifyEnterAnswer,
): Promise<void> {
  const origins = [shopify.storefrontHost(shop), `https://${shop.domain}`]
  const change = { method: 'PATCH', token, body: { origins } }
  await relay.json(`/api/sites/${siteId}/settings`, change)
}
