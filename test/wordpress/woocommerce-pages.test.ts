import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWooShop, type WooShop } from './woo-shop.ts'

let shop: WooShop

beforeAll(async () => {
  shop = await openWooShop()
  await shop.startChat()
}, 240_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

/** Cookies of a shopper with a lamp in the cart: without one WooCommerce shows no checkout. */
async function cookiesWithCart(): Promise<string> {
  const { wordpress, paths, products } = shop
  const answer = await fetch(`${wordpress.url}${paths.product}?add-to-cart=${products.noot}`, {
    redirect: 'manual',
  })
  await answer.text()
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return cookies.join('; ')
}

async function page(path: string, cookie = ''): Promise<string> {
  return (await fetch(shop.wordpress.url + path, { headers: { cookie } })).text()
}

function factsIn(html: string): string {
  return /<script[^>]*id="loods-page"[^>]*>(.*?)<\/script>/s.exec(html)?.[1]?.trim() ?? ''
}

describe('what a page of a WooCommerce shop says of itself', () => {
  it.each([
    ['home', 'home'],
    ['shop', 'category'],
    ['product', 'product'],
    ['cart', 'cart'],
    ['classicCart', 'cart'],
    ['checkout', 'checkout'],
    ['classicCheckout', 'checkout'],
  ] as const)('on %s: %s', async (name, kind) => {
    const html = await page(shop.paths[name], await cookiesWithCart())
    const facts = factsIn(html)
    expect(JSON.parse(facts)).toMatchObject({ kind, currency: 'EUR', language: 'en' })
    expect(Buffer.byteLength(facts)).toBeLessThanOrEqual(300)
  })

  it('names the product that is looked at, with its price', async () => {
    expect(JSON.parse(factsIn(await page(shop.paths.product))).product).toEqual({
      id: shop.products.noot,
      title: 'Bureaulamp Noot',
      price: 59.9,
    })
  })

  it('names the template that a product was given, so that all of it are counted as one page', async () => {
    const { wordpress, products, paths } = shop
    const use = (template: string) =>
      wordpress.php(`update_post_meta( ${products.noot}, '_wp_page_template', '${template}' );`)
    expect(JSON.parse(factsIn(await page(paths.product)))).not.toHaveProperty('template')
    await use('templates/with-video.php')
    expect(JSON.parse(factsIn(await page(paths.product))).template).toBe('with-video')
    await use('')
  })

  it('stays within 300 bytes whatever a product is called', async () => {
    const { wordpress, products } = shop
    const rename = (name: string) =>
      wordpress.php(
        `$p = wc_get_product( ${products.bol} ); $p->set_name( '${name}' ); $p->save();`,
      )
    await rename('Ünïcödë “lamp” 💡<b>'.repeat(20))
    const facts = factsIn(await page('/product/hanglamp-bol/'))
    expect(JSON.parse(facts).product.title).toMatch(/^Ünïcödë/)
    expect(Buffer.byteLength(facts)).toBeLessThanOrEqual(300)
    await rename('Hanglamp Bol')
  })
})

describe('a page view', () => {
  it('costs the shop no question to its database, asks nobody, and sets no cookie', async () => {
    const { wordpress, paths } = shop
    wordpress.mustUse(
      'count-queries',
      `add_action( 'shutdown', function () {
        if ( isset( $_GET['count'] ) ) echo '<!--queries ' . $GLOBALS['wpdb']->num_queries . '-->';
      } );`,
    )
    const queries = async (path: string) => {
      const url = `${path}?count`
      // WooCommerce remembers a change of plugins until the first POST, and asks less meanwhile.
      await (await fetch(wordpress.url, { method: 'POST' })).text()
      await page(url)
      return Number(/<!--queries (\d+)-->/.exec(await page(url))?.[1])
    }
    for (const path of [paths.home, paths.product, paths.shop]) {
      const asked = wordpress.requests().length
      const answer = await fetch(`${wordpress.url}${path}`)
      expect(await answer.text()).toContain('loods-page')
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(wordpress.requests().length).toBe(asked)
    }
    const withPlugin = [await queries(paths.home), await queries(paths.product)]
    await wordpress.cli('plugin', 'deactivate', 'loods-live-chat')
    const without = [await queries(paths.home), await queries(paths.product)]
    await wordpress.cli('plugin', 'activate', 'loods-live-chat')
    expect(withPlugin).toEqual(without)
  })
})
