import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import { openWooShop, type WooShop } from './woo-shop.ts'

let shop: WooShop

beforeAll(async () => {
  shop = await openWooShop()
  await shop.startChat()
}, 240_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

const ADDRESS = {
  first_name: 'Jet',
  last_name: 'de Boer',
  address_1: 'Dorpsstraat 1',
  postcode: '3511 AB',
  city: 'Utrecht',
  phone: '0301234567',
}

/** Buys a lamp, on the classic or the block checkout. Gives the thank-you page. */
async function buy(checkout: 'checkout' | 'classicCheckout'): Promise<Page> {
  const page = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
  await page.goto(`${shop.wordpress.url}${shop.paths.product}?add-to-cart=${shop.products.noot}`)
  await page.goto(shop.wordpress.url + shop.paths[checkout])
  await (checkout === 'checkout' ? fillBlocks(page) : fillClassic(page))
  await page.waitForURL(/order-received/, { timeout: 60_000 })
  return page
}

async function fillClassic(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(ADDRESS)) await page.fill(`#billing_${name}`, value)
  await page.fill('#billing_email', 'jet@thuis.example')
  await page.waitForLoadState('networkidle')
  await page.click('#place_order')
}

async function fillBlocks(page: Page): Promise<void> {
  await page.fill('#email', 'jet@thuis.example')
  for (const [name, value] of Object.entries(ADDRESS)) await page.fill(`#billing-${name}`, value)
  await page.waitForLoadState('networkidle')
  await page.click('.wc-block-components-checkout-place-order-button')
}

/** Lets the shop's queue run, as its own cron would. */
function runQueue(): Promise<string> {
  return shop.wordpress.cli('action-scheduler', 'run', '--hooks=loods_report_order', '--force')
}

function reported() {
  return shop.relay.context.db.read.selectFrom('orders').selectAll().orderBy('placed_at').execute()
}

async function factsOn(page: Page): Promise<{ kind: string; order?: string }> {
  return JSON.parse((await page.locator('#loods-page').textContent()) ?? '')
}

describe.each(['classicCheckout', 'checkout'] as const)('an order by way of %s', (checkout) => {
  it('reaches the relay from the shop’s server, under the reference its thank-you page has', async () => {
    const page = await buy(checkout)
    const facts = await factsOn(page)
    expect(facts).toMatchObject({ kind: 'thank-you', order: expect.stringMatching(/^[\w-]{43}$/) })
    expect(JSON.stringify(facts).length).toBeLessThanOrEqual(300)
    await screenshot(page, `woocommerce-thanks-${checkout}`)
    const kept = async () => (await reported()).find(({ reference }) => reference === facts.order)
    expect(await kept()).toBeUndefined()
    await runQueue()
    expect(await kept()).toMatchObject({ state: 'paid', currency: 'EUR', refunded: 0 })
    expect(Number((await kept())?.total)).toBe(5990)
    const strange = page.url().replace(/key=[^&]+/, 'key=wc_order_other')
    expect(await (await fetch(strange)).text()).not.toContain(facts.order)
  })
})

describe('what becomes of an order', () => {
  async function change(code: string): Promise<void> {
    await shop.wordpress.php(`$order = wc_get_orders( array( 'limit' => 1 ) )[0]; ${code}`)
  }

  it('is told too: refunds, cancellations, and only the last of several', async () => {
    await change(
      "wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '10.00' ) ); $order->update_status( 'on-hold' ); $order->update_status( 'cancelled' );",
    )
    const before = sent().length
    await runQueue()
    expect(sent().length).toBe(before + 1)
    expect(
      (await reported()).map(({ state, refunded }) => [state, Number(refunded)]),
    ).toContainEqual(['cancelled', 1000])
  })

  it('waits while the relay is away, is tried again, and arrives later', async () => {
    shop.wordpress.mustUse(
      'relay-away',
      `add_filter( 'pre_http_request', function ( $answer, $request, $url ) {
        if ( ! get_option( 'relay_away' ) || false === strpos( $url, '/host/v1/' ) ) return $answer;
        if ( 'garbage' === get_option( 'relay_away' ) ) {
          return array( 'response' => array( 'code' => 200 ), 'headers' => array(), 'body' => '<html>', 'cookies' => array() );
        }
        return new WP_Error( 'http_request_failed', 'timed out' );
      }, 20, 3 );`,
    )
    for (const away of ['down', 'garbage']) {
      await shop.wordpress.cli('option', 'update', 'relay_away', away)
      const before = sent().length
      const page = await buy('classicCheckout')
      const { order } = await factsOn(page)
      // A relay that is slow cannot be felt either: no page of the shop asks it anything.
      expect(sent().length).toBe(before)
      await runQueue()
      const kept = async () => (await reported()).find(({ reference }) => reference === order)
      expect(await kept()).toBeUndefined()
      await shop.wordpress.cli('option', 'delete', 'relay_away')
      await runQueue()
      await shop.wordpress.php(
        `foreach ( as_get_scheduled_actions( array( 'hook' => 'loods_report_order', 'status' => 'pending' ), 'ids' ) as $id ) ActionScheduler::runner()->process_action( $id );`,
      )
      expect(await kept()).toMatchObject({ state: 'paid' })
    }
  })

  it('leaves no notice of PHP behind', () => {
    const own = shop.wordpress
      .debugLog()
      .split('\n')
      .filter((line) => line.includes('plugins/loods-live-chat'))
    expect(own).toEqual([])
  })
})

function sent() {
  return shop.wordpress.requests().filter(({ url }) => url.includes('/host/v1/'))
}
