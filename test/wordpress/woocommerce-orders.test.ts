import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import { type MoodyLine, startMoodyLine } from './moody-line.ts'
import { openWooShop, type WooShop } from './woo-shop.ts'

let line: MoodyLine
let shop: WooShop

beforeAll(async () => {
  line = await startMoodyLine()
  shop = await openWooShop({ PUBLIC_URL: line.url })
  line.leadTo(shop.relay)
  await shop.startChat()
}, 240_000)
afterAll(async () => {
  await shop?.[Symbol.asyncDispose]()
  await line?.[Symbol.asyncDispose]()
})

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

/** Lets jobs run now, whenever they were planned for. */
function runPlanned(hook: string): Promise<string> {
  return shop.wordpress.php(
    `foreach ( as_get_scheduled_actions( array( 'hook' => '${hook}', 'status' => 'pending' ), 'ids' ) as $id ) ActionScheduler::runner()->process_action( $id );`,
  )
}

/** Lets the job that catches up run now. */
function catchUp(): Promise<string> {
  return runPlanned('loods_catch_up_orders')
}

/** Adds a paid order without a checkout. */
async function place(): Promise<{ id: string; reference: string }> {
  const code = `$order = wc_create_order();
    $order->add_product( wc_get_product( ${shop.products.bol} ), 1 );
    $order->calculate_totals();
    $order->update_status( 'processing' );
    $reference = hash_hmac( 'sha256', 'loods-order ' . $order->get_id(), $order->get_order_key(), true );
    echo wp_json_encode( array( 'id' => (string) $order->get_id(), 'reference' => rtrim( strtr( base64_encode( $reference ), '+/', '-_' ), '=' ) ) );`
  return JSON.parse(await shop.wordpress.php(code))
}

/** What the relay keeps of an order of a reference. */
async function keptAs(reference: string) {
  return (await reported()).filter((order) => order.reference === reference)
}

/** Jobs of ours that wait. */
async function pending(): Promise<unknown> {
  const code = `echo wp_json_encode( array_values( array_map( fn( $job ) => $job->get_hook(), as_get_scheduled_actions( array( 'group' => 'loods', 'status' => 'pending', 'per_page' => 50 ) ) ) ) );`
  return JSON.parse(await shop.wordpress.php(code))
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

describe('an order of a guest who logs in afterwards', () => {
  it.each(['classicCheckout', 'checkout'] as const)(
    'is that customer’s once the chat knows them, by way of %s',
    async (checkout) => {
      const page = await buy(checkout)
      const { order } = await factsOn(page)
      const kept = async () => (await reported()).find(({ reference }) => reference === order)
      await runQueue()
      expect(await kept()).toMatchObject({ contact_id: null })
      const user = await shop.addUser(`jet-${checkout.toLowerCase()}`, 'customer')
      await page.goto(`${shop.wordpress.url}/wp-login.php`)
      await page.fill('#user_login', user.login)
      await page.fill('#user_pass', user.password)
      await page.click('#wp-submit')
      await page.waitForURL((url) => !url.pathname.includes('wp-login'))
      // WooCommerce hands the guest's session over at the end of that request.
      const session = `global $wpdb; echo $wpdb->get_var( "select count(*) from {$wpdb->prefix}woocommerce_sessions where session_key = '${user.id}' and session_value like '%loods_orders%'" );`
      await expect.poll(() => shop.wordpress.php(session)).toBe('1')
      await page.goto(shop.wordpress.url + shop.paths.product)
      await page.getByRole('button', { name: /^Chat/ }).click()
      const contact = () =>
        shop.relay.context.db.read
          .selectFrom('contacts')
          .select('id')
          .where('external_id', '=', user.id)
          .executeTakeFirst()
      await expect.poll(contact).toBeDefined()
      await runPlanned('loods_report_order')
      expect(await kept()).toMatchObject({ contact_id: (await contact())?.id, state: 'paid' })
      const code = `wp_set_current_user( 1 ); $request = new WP_REST_Request( 'GET', '/loods/v1/orders' );
        $request->set_query_params( array( 'customer' => ${user.id} ) );
        echo wp_json_encode( rest_do_request( $request )->get_data()['orders'] );`
      expect(JSON.parse(await shop.wordpress.php(code))).toMatchObject([{ total: 59.9 }])
    },
  )
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

  it.each(['down', 'slow', 'garbage'] as const)(
    'waits while the relay is %s, and arrives once it is back',
    async (mood) => {
      line.be(mood)
      const before = sent().length
      const page = await buy('classicCheckout')
      const { order: reference } = await factsOn(page)
      // A relay that is slow cannot be felt: no page of the shop asks it anything.
      expect(sent().length).toBe(before)
      await runQueue()
      const later = await place()
      await runQueue()
      expect(sent().length).toBe(before + 1)
      line.be('well')
      await catchUp()
      expect([
        ...(await keptAs(reference ?? '')),
        ...(await keptAs(later.reference)),
      ]).toMatchObject([{ state: 'paid' }, { state: 'paid', total: 12900 }])
      expect(await pending()).toEqual([])
    },
  )

  it('is not forgotten where its date does not show it: a refund taken back while the relay is away', async () => {
    const { id, reference } = await place()
    const refund = `wc_create_refund( array( 'order_id' => ${id}, 'amount' => '9.00' ) );`
    await shop.wordpress.php(refund)
    await runQueue()
    expect(await keptAs(reference)).toMatchObject([{ refunded: 900 }])
    line.be('down')
    // As a day later, when all was told long after the order's last change.
    const since = (moment: string) => `update_option( 'loods_orders_since', ${moment} );`
    await shop.wordpress.php(
      `${since('time() + 60')} $refund = wc_get_order( ${id} )->get_refunds()[0];
       $refund_id = $refund->get_id(); $refund->delete( true );
       do_action( 'woocommerce_refund_deleted', $refund_id, ${id} );`,
    )
    await runQueue()
    line.be('well')
    await catchUp()
    expect(await keptAs(reference)).toMatchObject([{ refunded: 0, state: 'paid' }])
    await shop.wordpress.php(since('time()'))
  })

  it('leaves no notice of PHP behind', () => {
    const own = shop.wordpress
      .debugLog()
      .split('\n')
      .filter((line) => line.includes('plugins/loods-live-chat'))
    expect(own).toEqual([])
  })
})

describe('an order of a time when the plugin was off', () => {
  it('is told once it is on again', async () => {
    const early = await place()
    await shop.wordpress.cli('plugin', 'deactivate', 'loods-live-chat')
    const late = await place()
    await shop.wordpress.cli('plugin', 'activate', 'loods-live-chat')
    await shop.wordpress.cli('cron', 'event', 'run', 'loods_came_back')
    await catchUp()
    for (const { reference } of [early, late]) {
      expect(await keptAs(reference)).toMatchObject([{ state: 'paid', total: 12900 }])
    }
    expect(await pending()).toEqual([])
  })
})

describe.each([
  ['posts', 'wp_trash_post( $id );', 'wp_untrash_post( $id );', 'wp_delete_post( $id, true );'],
  [
    'tables of its own',
    'wc_get_order( $id )->delete();',
    'wc_get_order( $id )->untrash();',
    'wc_get_order( $id )->delete( true );',
  ],
])('an order in %s', (storage, bin, unbin, destroy) => {
  beforeAll(async () => {
    if (storage !== 'posts') await shop.useOrderTables()
    const tables =
      'Automattic\\WooCommerce\\Utilities\\OrderUtil::custom_orders_table_usage_is_enabled()'
    const said = await shop.wordpress.php(`echo wp_json_encode( ${tables} );`)
    expect(JSON.parse(said)).toBe(storage !== 'posts')
  })

  it('is cancelled in the bin, itself again out of it, and cancelled when it is gone', async () => {
    const { id, reference } = await place()
    const told = async (code: string) => {
      await shop.wordpress.php(`$id = ${id}; ${code}`)
      await runQueue()
      await catchUp()
      return (await keptAs(reference)).map(({ state }) => state)
    }
    expect(await told('')).toEqual(['paid'])
    expect(await told(bin)).toEqual(['cancelled'])
    expect(await told(unbin)).toEqual(['paid'])
    line.be('down')
    expect(await told(destroy)).toEqual(['paid'])
    line.be('well')
    expect(await told('')).toEqual(['cancelled'])
    expect(await pending()).toEqual([])
  })

  it('is caught up with by the date of its change, in the bin too', async () => {
    line.be('down')
    const [one, two] = [await place(), await place()]
    await runQueue()
    await shop.wordpress.php(`$id = ${two.id}; ${bin}`)
    line.be('well')
    await runQueue()
    await catchUp()
    expect([...(await keptAs(one.reference)), ...(await keptAs(two.reference))]).toMatchObject([
      { state: 'paid' },
      { state: 'cancelled' },
    ])
  })
})

function sent() {
  return shop.wordpress.requests().filter(({ url }) => url.includes('/host/v1/'))
}
