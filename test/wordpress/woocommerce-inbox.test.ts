import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import type { User } from './shop.ts'
import { openWooShop, type WooShop } from './woo-shop.ts'

/** Who gets in at each route that only a WooCommerce shop has. */
const MAY: Record<string, readonly string[]> = {
  'GET /loods/v1/orders?number=1': ['shop_manager', 'administrator'],
  // The relay alone, by its signature.
  'POST /loods/v1/ask/products': [],
  'POST /loods/v1/ask/coupons': [],
  'POST /loods/v1/ask/order-code?conversation=gesprek-001&number=1': [],
  'POST /loods/v1/ask/order?conversation=gesprek-001&code=123456': [],
  'POST /loods/v1/customer-token': ['customer', 'contributor', 'shop_manager', 'administrator'],
}

let shop: WooShop
let customer: User
let number: string

beforeAll(async () => {
  shop = await openWooShop()
  await shop.startChat()
  customer = await shop.addUser('jet', 'customer')
  number = (
    await shop.wordpress.php(
      `$order = wc_create_order( array( 'customer_id' => ${customer.id} ) );
     $order->add_product( wc_get_product( ${shop.products.bol} ), 2 );
     $order->calculate_totals();
     $order->update_status( 'processing' );
     $order->add_order_note( 'Verstuurd met PostNL, 3STEST123456', 1 );
     echo $order->get_order_number();`,
    )
  ).trim()
}, 240_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

async function signIn(page: Page, { login, password }: User): Promise<void> {
  await page.goto(`${shop.wordpress.url}/wp-login.php`)
  await page.fill('#user_login', login)
  await page.fill('#user_pass', password)
  await page.click('#wp-submit')
  await page.waitForURL((url) => !url.pathname.includes('wp-login'))
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Chat/ }).click()
  const box = page.getByRole('textbox', { name: /bericht|message/i }).last()
  await box.fill(text)
  await box.press('Enter')
}

/** The inbox in wp-admin, at the conversation in which this was said. */
async function inboxAt(text: string): Promise<Page> {
  const admin = await shop.signedIn()
  await admin.setViewportSize({ width: 1440, height: 1000 })
  await admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods`)
  await admin.getByText(text).first().click()
  return admin
}

describe('orders beside the conversation in wp-admin', () => {
  it('are those of a verified customer, with the tracking note and a way to the order', async () => {
    const page = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    await signIn(page, customer)
    await page.goto(`${shop.wordpress.url}${shop.paths.product}?add-to-cart=${shop.products.noot}`)
    await page.goto(shop.wordpress.url + shop.paths.cart)
    await say(page, 'Waar blijft mijn lamp?')
    const admin = await inboxAt('Waar blijft mijn lamp?')
    await admin.locator('.verified').getByText('verified customer').waitFor()
    const order = admin.locator('.orders details')
    await order.getByText(`#${number} · Processing`).click()
    await order.getByText('Hanglamp Bol ×2').waitFor()
    await order.getByText('3STEST123456').waitFor()
    await order.getByText('€258.00').waitFor()
    expect(await order.getByRole('link').getAttribute('href')).toMatch(/\/wp-admin\/.*action=edit/)
    await admin.locator('.cart').getByText('Bureaulamp Noot').waitFor()
    await screenshot(admin, 'woocommerce-inbox')
    await admin.setViewportSize({ width: 390, height: 844 })
    await screenshot(admin, 'woocommerce-inbox-phone')
  })

  it('are found by number for a shopper nobody knows', async () => {
    const page = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    await page.goto(shop.wordpress.url + shop.paths.product)
    await say(page, 'Ik heb een vraag over een bestelling')
    const admin = await inboxAt('Ik heb een vraag over een bestelling')
    const box = admin.getByPlaceholder('Order number')
    await box.fill('999999')
    await box.press('Enter')
    await admin.getByText('There is no order with this number.').waitFor()
    await box.fill(`#${number}`)
    await box.press('Enter')
    await admin.getByText('Hanglamp Bol ×2').waitFor()
    await screenshot(admin, 'woocommerce-lookup')
  })

  it('are read alike from both of WooCommerce’s storages', async () => {
    const code = `wp_set_current_user( 1 ); $request = new WP_REST_Request( 'GET', '/loods/v1/orders' );
      $request->set_query_params( array( 'customer' => ${customer.id} ) );
      echo wp_json_encode( array(
        'tables' => \\Automattic\\WooCommerce\\Utilities\\OrderUtil::custom_orders_table_usage_is_enabled(),
        'orders' => rest_do_request( $request )->get_data()['orders'],
      ) );`
    const read = async () => JSON.parse(await shop.wordpress.php(code)) as unknown
    const orders = [{ number, total: 258, currency: 'EUR' }]
    expect(await read()).toMatchObject({ tables: false, orders })
    await shop.useOrderTables()
    expect(await read()).toMatchObject({ tables: true, orders })
  })
})

describe('T48, T54: the routes of a WooCommerce shop', () => {
  it.each(['customer', 'contributor', 'shop_manager', 'administrator'])(
    'answer %s where the list says so, and nowhere else, and nobody without a nonce',
    async (role) => {
      const page = await (await shop.browser.newContext()).newPage()
      await signIn(page, await shop.addUser(`een-${role}`, role))
      const knock = (route: string, nonce: boolean) =>
        page.evaluate(
          async ({ route, nonce }) => {
            const [method = '', path] = route.split(' ')
            const given = await fetch('/wp-admin/admin-ajax.php?action=rest-nonce')
            const headers: HeadersInit = nonce ? { 'x-wp-nonce': await given.text() } : {}
            const answer = await fetch(`/wp-json${path}`, { method, headers })
            return { status: answer.status, cache: answer.headers.get('cache-control') }
          },
          { route, nonce },
        )
      for (const [route, roles] of Object.entries(MAY)) {
        const { status, cache } = await knock(route, true)
        expect({ route, status }).toEqual({ route, status: roles.includes(role) ? 200 : 403 })
        expect(cache).toContain('no-store')
        expect((await knock(route, false)).status).toBe(401)
      }
    },
  )
})

it('WooCommerce knows the plugin as compatible with its order tables and blocks', async () => {
  const code = `foreach ( array( 'custom_order_tables', 'cart_checkout_blocks' ) as $feature ) {
    $all[] = \\Automattic\\WooCommerce\\Utilities\\FeaturesUtil::get_compatible_plugins_for_feature( $feature )['compatible'];
  } echo wp_json_encode( $all );`
  const plugin = 'loods-live-chat/loods-live-chat.php'
  expect(JSON.parse(await shop.wordpress.php(code))).toEqual([
    expect.arrayContaining([plugin]),
    expect.arrayContaining([plugin]),
  ])
})
