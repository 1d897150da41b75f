import type { Customer } from '../world/sales.ts'
import type { Shop } from '../world/shop.ts'
import { answerCart } from './cart-api.ts'
import { type Cart, cartView, createCarts } from './carts.ts'
import { headerScript, PRIVACY_API, PRIVACY_PATH } from './header-script.ts'
import { createLiquid, renderSection } from './liquid.ts'
import { objectsOf, type Place, placeOf, themeOf } from './objects.ts'
import { renderEmbeds, type ThemeExtension } from './theme-extension.ts'

export interface StorefrontOptions {
  extension: ThemeExtension
  /** Gives ids that are nobody else's. */
  mint(): string
  /** Who is logged in; the app proxy must say the same. */
  customer(shop: Shop): Customer | undefined
  logIn(shop: Shop, customer: Customer | undefined): void
  /** A cart that was paid. */
  order(shop: Shop, cart: Cart): Promise<void>
  /** Whether shoppers must be asked before they are followed; the shop then shows a banner. */
  asksConsent(shop: Shop): boolean
}

/** Answers for shops' storefronts: themed pages, the Ajax cart, a bare checkout, and their CDN. */
export function createStorefront(options: StorefrontOptions) {
  const carts = createCarts(options.mint)

  return async function storefront(request: Request, shop: Shop): Promise<Response> {
    const url = new URL(request.url)
    const path = url.pathname
    if (path === PRIVACY_PATH) return script(PRIVACY_API)
    if (path.startsWith('/cdn/extensions/')) return asset(options.extension, path)
    const place = placeOf(shop, url)
    const cart = carts.of(cookieOf(request, 'cart'))
    if (/^\/cart(\.js|\/)/.test(place.path)) {
      const call = { shop, cart, section: (name: string) => section(name, request, shop, cart) }
      return withCart(await answerCart(call, place.path, request), cart)
    }
    const done = await act(request, shop, place.path, cart)
    return withCart(done ?? (await page(request, shop, place, cart)), cart)
  }

  /** What forms of the shop do. */
  async function act(
    request: Request,
    shop: Shop,
    path: string,
    cart: Cart,
  ): Promise<Response | undefined> {
    if (path === '/account/login' && request.method === 'POST') {
      options.logIn(shop, shop.customers[0])
      return redirect('/account')
    }
    if (path === '/account/logout') {
      options.logIn(shop, undefined)
      return redirect('/')
    }
    if (path !== '/checkout') return undefined
    await options.order(shop, { ...cart })
    Object.assign(cart, { lines: [], attributes: {}, codes: [] })
    return redirect('/checkouts/thank-you')
  }

  async function page(request: Request, shop: Shop, place: Place, cart: Cart): Promise<Response> {
    if (place.path === '/checkouts/thank-you') return html('<h1>Bedankt voor je bestelling</h1>')
    const { engine, scope } = liquidFor(request, shop, place, cart)
    const content = await engine.renderFile(`templates/${place.template}`, scope)
    const whole = await engine.renderFile('layout/theme', { ...scope, content_for_layout: content })
    const embeds = await renderEmbeds(options.extension, shop, { ...scope }, request)
    return html(whole.replace('</body>', `${embeds}</body>`), place.template === '404' ? 404 : 200)
  }

  /** As the page that asks would show it. */
  async function section(
    name: string,
    request: Request,
    shop: Shop,
    cart: Cart,
  ): Promise<string | null> {
    const from = new URL(request.headers.get('referer') ?? '/', request.url)
    const { engine, scope } = liquidFor(request, shop, placeOf(shop, from), cart)
    return renderSection(engine, name, scope).catch(() => null)
  }

  function liquidFor(request: Request, shop: Shop, place: Place, cart: Cart) {
    const engine = createLiquid({
      theme: themeOf(shop),
      language: place.language,
      assetUrl: (name) => `/cdn/shop/t/1/assets/${name}`,
    })
    const asks = options.asksConsent(shop)
    const scope = objectsOf(shop, place, {
      cart: cartView(shop, cart),
      customer: options.customer(shop),
      header: headerScript(shop, place, asks, new URL(request.url).searchParams.has('design')),
    })
    return { engine, scope }
  }
}

function asset({ assets }: ThemeExtension, path: string): Response {
  const bytes = assets[path.slice(path.lastIndexOf('/') + 1)]
  if (!bytes) return new Response('Not Found', { status: 404 })
  return script(Buffer.from(bytes), { 'access-control-allow-origin': '*' })
}

function script(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { headers: { 'content-type': 'text/javascript', ...headers } })
}

function html(body: string, status = 200): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } })
}

function withCart(response: Response, { token }: Cart): Response {
  response.headers.append('set-cookie', `cart=${token}; path=/; SameSite=Lax`)
  return response
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split('; ')
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
