import { createHmac } from 'node:crypto'
import type { Card, Conversation, HostTokenAnswer, ListAnswer } from '@loods/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHONE, screenshot } from '../support/chromium.ts'
import { openWooShop, type WooShop } from './woo-shop.ts'

/** A lamp in two sizes, one that is on sale, one nobody can have, and coupons of each kind. */
const MORE = `
  $attribute = new WC_Product_Attribute();
  $attribute->set_name( 'Maat' );
  $attribute->set_options( array( 'Klein', 'Groot' ) );
  $attribute->set_visible( true );
  $attribute->set_variation( true );
  $lamp = new WC_Product_Variable();
  $lamp->set_name( 'Vloerlamp Riet' );
  $lamp->set_attributes( array( $attribute ) );
  $lamp->save();
  foreach ( array( 'Klein' => '80', 'Groot' => '120' ) as $size => $price ) {
    $one = new WC_Product_Variation();
    $one->set_parent_id( $lamp->get_id() );
    $one->set_attributes( array( 'maat' => $size ) );
    $one->set_regular_price( $price );
    $one->save();
  }
  WC_Product_Variable::sync( $lamp->get_id() );
  $sale = new WC_Product_Simple();
  $sale->set_name( 'Wandlamp <b>Kers</b> &amp; co' );
  $sale->set_sku( 'KERS-1' );
  $sale->set_regular_price( '100' );
  $sale->set_sale_price( '75' );
  $sale->set_virtual( true );
  $sale->save();
  $gone = new WC_Product_Simple();
  $gone->set_name( 'Tafellamp Mos' );
  $gone->set_regular_price( '40' );
  $gone->set_stock_status( 'outofstock' );
  $gone->save();
  $hidden = new WC_Product_Simple();
  $hidden->set_name( 'Geheime lamp' );
  $hidden->set_status( 'draft' );
  $hidden->save();
  foreach ( array( 'zomer10' => 'percent', 'oud' => 'percent', 'vijf' => 'fixed_cart' ) as $code => $type ) {
    $coupon = new WC_Coupon();
    $coupon->set_code( $code );
    $coupon->set_discount_type( $type );
    $coupon->set_amount( 'vijf' === $code ? 5 : 10 );
    if ( 'oud' === $code ) $coupon->set_date_expires( time() - 86400 );
    if ( 'vijf' === $code ) $coupon->set_minimum_amount( '100' );
    $coupon->save();
  }`

let shop: WooShop
let merchant: HostTokenAnswer

beforeAll(async () => {
  shop = await openWooShop()
  await shop.wordpress.php(MORE)
  await shop.startChat()
  merchant = await shop.merchant()
}, 240_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

async function found(what: 'products' | 'coupons', words: string): Promise<Card[]> {
  const path = `/api/sites/${merchant.siteId}/shop/${what}?q=${words}`
  const answer = await shop.relay.json<Record<string, Card[]>>(path, { token: merchant.token })
  return answer[what] ?? []
}

async function newShopper(path: string): Promise<Page> {
  const page = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
  await page.goto(shop.wordpress.url + path)
  return page
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Chat/ }).click()
  const box = page.getByRole('textbox', { name: /bericht|message/i }).last()
  await box.fill(text)
  await box.press('Enter')
}

/** What WooCommerce itself says is in the shopper's cart. */
function cartOf(page: Page): Promise<{ items: string[]; coupons: string[] }> {
  return page.evaluate(async () => {
    const answer = await fetch('/wp-json/wc/store/v1/cart')
    const cart = (await answer.json()) as {
      items: Array<{ name: string }>
      coupons: Array<{ code: string }>
    }
    return {
      items: cart.items.map(({ name }) => name),
      coupons: cart.coupons.map(({ code }) => code),
    }
  })
}

describe('products of the shop, for members', () => {
  it('are found by name and article number, with the shop’s own price', async () => {
    expect(await found('products', 'Bol')).toEqual([
      {
        kind: 'product',
        id: shop.products.bol,
        title: 'Hanglamp Bol',
        url: `${shop.wordpress.url}/product/hanglamp-bol/`,
        price: 12900,
        currency: 'EUR',
        priceText: '€129.00',
        stock: 'in',
        buyable: true,
      },
    ])
    expect(await found('products', 'KERS-1')).toMatchObject([
      { title: 'Wandlamp Kers & co', price: 7500, priceText: '€75.00' },
    ])
  })

  it('are chosen on their own page where something is to be chosen, or cannot be had', async () => {
    const [riet] = await found('products', 'Riet')
    expect(riet).toMatchObject({ priceText: '€80.00 – €120.00', stock: 'in', buyable: false })
    expect(riet).not.toHaveProperty('price')
    expect(await found('products', 'Mos')).toMatchObject([{ stock: 'out', buyable: false }])
  })

  it('are those a shopper can see, and the newest where nothing is asked for', async () => {
    expect(await found('products', 'Geheime')).toEqual([])
    expect(
      (await found('products', '')).map((card) => card.kind === 'product' && card.title),
    ).toContain('Bureaulamp Noot')
  })

  it('come with coupons that can be used now', async () => {
    const all = await found('coupons', '')
    expect(all.map((card) => card.kind === 'coupon' && [card.code, card.title]).sort()).toEqual([
      ['vijf', '€5.00 discount from €100.00'],
      ['zomer10', '10% discount'],
    ])
    expect(await found('coupons', 'ZOMER10')).toMatchObject([{ code: 'zomer10' }])
    expect(await found('coupons', 'oud')).toEqual([])
  })

  it('are told to nobody who did not sign, signed something else, or too long ago', async () => {
    const [site] = await shop.relay.context.sites.all()
    const secret = await shop.relay.context.sites.signingSecret(site?.id ?? '')
    const path = '/wp-json/loods/v1/ask/products'
    const ask = async (seconds: number, what: string, body: string, key = secret) => {
      const signed = createHmac('sha256', key).update(`loods-ask ${seconds} ${what}\n{"search":""}`)
      const answer = await fetch(shop.wordpress.url + path, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-loods-signature': `${seconds}.${signed.digest('hex')}`,
        },
      })
      return answer.status
    }
    const now = Math.floor(Date.now() / 1_000)
    expect(await ask(now, '/ask/products', '{"search":""}')).toBe(200)
    expect(await ask(now, '/ask/products', '{"search":"lamp"}')).toBe(401)
    expect(await ask(now, '/ask/coupons', '{"search":""}')).toBe(401)
    expect(await ask(now - 600, '/ask/products', '{"search":""}')).toBe(401)
    expect(await ask(now, '/ask/products', '{"search":""}', 'guessed')).toBe(401)
    expect((await fetch(shop.wordpress.url + path, { method: 'POST' })).status).toBe(401)
  })
})

describe('what a member sends from the shop', () => {
  it('is a card in the chat, and its button puts the product into the cart', async () => {
    const page = await newShopper(shop.paths.product)
    await say(page, 'Hebben jullie ook een hanglamp?')
    const admin = await shop.signedIn()
    await admin.setViewportSize({ width: 1440, height: 1000 })
    await admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods`)
    await admin.getByText('Hebben jullie ook een hanglamp?').first().click()
    await admin.getByRole('button', { name: 'Send a product or discount code' }).click()
    await admin.getByRole('searchbox', { name: 'Name or article number' }).fill('hanglamp')
    await admin.getByRole('button', { name: /Hanglamp Bol.*Send/ }).waitFor()
    await screenshot(admin, 'woocommerce-picker')
    await admin.getByRole('button', { name: /Hanglamp Bol.*Send/ }).click()
    await admin.locator('.shop-card').getByText('€129.00 · in stock').waitFor()
    const card = page.getByRole('region', { name: 'Hanglamp Bol' })
    await card.getByText('€129.00').waitFor()
    await card.getByText('In stock').waitFor()
    await card.getByRole('button', { name: 'Add to cart' }).click()
    await card.getByText('In your cart').waitFor()
    await screenshot(page, 'woocommerce-card')
    expect((await cartOf(page)).items).toEqual(['Hanglamp Bol'])
    await admin.locator('.cart').getByText('Hanglamp Bol').waitFor()
    await screenshot(admin, 'woocommerce-card-inbox')
  })

  it('is a link that applies a coupon in the cart there is', async () => {
    const page = await newShopper(`${shop.paths.product}?add-to-cart=${shop.products.noot}`)
    await say(page, 'Is er ook korting?')
    const admin = await shop.signedIn()
    await admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods`)
    await admin.getByText('Is er ook korting?').first().click()
    await admin.getByRole('button', { name: 'Send a product or discount code' }).click()
    await admin.getByRole('tab', { name: 'Discount codes' }).click()
    await admin.getByRole('button', { name: /zomer10.*Send/ }).click()
    const card = page.getByRole('region', { name: 'Discount code zomer10' })
    await card.getByText('10% discount').waitFor()
    await screenshot(page, 'woocommerce-coupon-card')
    await card.getByRole('link', { name: 'Use this code' }).click()
    await page.waitForURL(shop.wordpress.url + shop.paths.cart)
    expect((await cartOf(page)).coupons).toEqual(['zomer10'])
    await screenshot(page, 'woocommerce-coupon-applied')
  })
})

describe('a coupon’s link', () => {
  const link = (code: string) => `/?loods-coupon=${code}`

  it('keeps the coupon for a cart that is empty, says so, and applies it once it fits', async () => {
    const page = await newShopper(link('VIJF'))
    expect(page.url()).toBe(shop.wordpress.url + shop.paths.shop)
    await page.getByText('The code vijf is kept for you').first().waitFor()
    await page.goto(`${shop.wordpress.url}/?add-to-cart=${shop.products.noot}`)
    expect((await cartOf(page)).coupons).toEqual([])
    await page.goto(`${shop.wordpress.url}/?add-to-cart=${shop.products.bol}`)
    expect((await cartOf(page)).coupons).toEqual(['vijf'])
  })

  it('says in the classic cart that it was applied, and again that it is already', async () => {
    await shop.wordpress.cli('option', 'update', 'woocommerce_cart_page_id', await classicCart())
    try {
      const page = await newShopper(`/?add-to-cart=${shop.products.noot}`)
      await page.goto(shop.wordpress.url + link('zomer10'))
      expect(page.url()).toBe(shop.wordpress.url + shop.paths.classicCart)
      await page.getByText('Coupon code applied successfully.').waitFor()
      await page.goto(shop.wordpress.url + link('zomer10'))
      await page.getByText('The code zomer10 is applied already.').waitFor()
    } finally {
      await shop.wordpress.php(
        'delete_option( "woocommerce_cart_page_id" ); WC_Install::create_pages();',
      )
    }
  })

  it('says that a code cannot be used, whatever it looks like, and leads nowhere else', async () => {
    const hostile = encodeURIComponent('<script>document.title="xss"</script>')
    for (const code of ['bestaatniet', 'oud', hostile, '//elders.example']) {
      const page = await newShopper(`${link(code)}&redirect_to=https://elders.example`)
      expect(page.url()).toBe(shop.wordpress.url + shop.paths.shop)
      await page
        .getByText(/cannot be used, or not any more/)
        .first()
        .waitFor()
      expect(await page.title()).not.toBe('xss')
      await page.context().close()
    }
  })

  it('is no way to guess codes', async () => {
    for (let guess = 0; guess < 25; guess += 1) {
      await fetch(shop.wordpress.url + link(`raad${guess}`), { redirect: 'manual' })
    }
    const page = await newShopper(`/?add-to-cart=${shop.products.noot}`)
    await page.goto(shop.wordpress.url + link('zomer10'))
    expect((await cartOf(page)).coupons).toEqual([])
    await shop.wordpress.cli('transient', 'delete', '--all')
  })

  it('sets a cookie on that one visit only, which no cache keeps', async () => {
    const visit = async (path: string) => {
      const { headers } = await fetch(shop.wordpress.url + path, { redirect: 'manual' })
      return { cookies: headers.getSetCookie().length, cache: headers.get('cache-control') }
    }
    expect(await visit('/?utm_source=brief')).toEqual({ cookies: 0, cache: null })
    const followed = await visit(link('zomer10'))
    expect(followed.cookies).toBeGreaterThan(0)
    expect(followed.cache).toContain('no-store')
  })
})

describe('an order of a shopper nobody knows, for a member outside wp-admin', () => {
  let number: string

  beforeAll(async () => {
    const code = `$order = wc_create_order();
      $order->set_billing_email( 'jet@thuis.example' );
      $order->add_product( wc_get_product( ${shop.products.bol} ), 2 );
      $order->calculate_totals();
      $order->update_status( 'processing' );
      echo $order->get_order_number();`
    number = (await shop.wordpress.php(code)).trim()
  })

  const codes = () =>
    shop.wordpress
      .mails()
      .filter(({ subject }) => subject.startsWith('Your code for order'))
      .map(({ to, message }) => ({ to, code: /<strong>(\d{6})</.exec(message)?.[1] ?? '' }))

  async function conversationOf(text: string): Promise<Conversation> {
    const path = `/api/sites/${merchant.siteId}/conversations`
    const { token } = merchant
    const { conversations } = await shop.relay.json<ListAnswer>(path, { token })
    const found = conversations.find(({ lastMessage }) => lastMessage?.text === text)
    if (!found) throw new Error(`nobody said ${text}`)
    return found
  }

  async function askFor(wanted: string, id: string): Promise<number> {
    const path = `/api/sites/${merchant.siteId}/conversations/${id}/order`
    const { token } = merchant
    return (await shop.relay.call(path, { token, body: { number: wanted } })).status
  }

  it('is shown once the code from the mail to its address was typed in the chat', async () => {
    const page = await newShopper(shop.paths.product)
    await say(page, 'Waar blijft mijn lamp?')
    await page
      .getByText(/· (sent|delivered|read)$/)
      .last()
      .waitFor()
    const { id } = await conversationOf('Waar blijft mijn lamp?')
    expect(await askFor(number, id)).toBe(204)
    await expect.poll(() => codes().length).toBe(1)
    const [mail] = codes()
    expect(mail?.to).toBe('jet@thuis.example')
    const box = page.getByRole('textbox', { name: 'Code from the mail' })
    await box.fill(mail?.code === '111111' ? '222222' : '111111')
    await box.press('Enter')
    await page.getByText('This code does not fit').waitFor()
    await box.fill(mail?.code ?? '')
    await box.press('Enter')
    await page.getByText(`The shop can see order ${number} now`).waitFor()
    const { context } = await conversationOf('Waar blijft mijn lamp?')
    expect(context.orders).toMatchObject([
      { number, status: 'Processing', total: 258, currency: 'EUR' },
    ])
    expect(JSON.stringify(context.orders)).not.toContain('jet@')
    expect(await page.content()).not.toContain('jet@')
  })

  it('is no more when nobody knows its number, or the code was used, is old or guessed at', async () => {
    const page = await newShopper(shop.paths.product)
    await say(page, 'Nog een bestelling')
    await page
      .getByText(/· (sent|delivered|read)$/)
      .last()
      .waitFor()
    const { id } = await conversationOf('Nog een bestelling')
    const before = codes().length
    expect(await askFor('99999', id)).toBe(204)
    expect(await askFor(number, id)).toBe(204)
    await expect.poll(() => codes().length).toBe(before + 1)
    const code = codes().at(-1)?.code ?? ''
    const take = async (...typed: string[]) => {
      const tries = `json_decode( '${JSON.stringify(typed)}' )`
      const php = `foreach ( ${tries} as $code ) echo loods_take_order_code( '${id}', $code ) ? 'shown ' : 'no ';`
      return (await shop.wordpress.php(php)).trim()
    }
    const wrong = code === '111111' ? '222222' : '111111'
    expect(await take(wrong, wrong, wrong, wrong, wrong, code)).toBe('no no no no no no')
    expect(await askFor(number, id)).toBe(204)
    await expect.poll(() => codes().length).toBe(before + 2)
    const next = codes().at(-1)?.code ?? ''
    expect(await take(wrong, next, next)).toBe('no shown no')
    // Three mails about one order in an hour, whoever asks.
    expect(await askFor(number, id)).toBe(204)
    expect(await take('000000')).toBe('no')
    expect(codes().length).toBe(before + 2)
  })
})

function classicCart(): Promise<string> {
  return shop.wordpress
    .php('echo get_page_by_path( "klassieke-winkelwagen" )->ID;')
    .then((id) => id.trim())
}
