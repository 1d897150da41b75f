import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { NONCE, type SecureHeadersVariables, secureHeaders } from 'hono/secure-headers'
import { trimTrailingSlash } from 'hono/trailing-slash'
import { customAlphabet } from 'nanoid'
import { type Assets, loadAssets } from './assets.ts'
import { cartPage } from './cart.page.ts'
import { findProduct } from './catalogue.ts'
import { categoryPage } from './category.page.ts'
import { checkoutPage } from './checkout.page.ts'
import { checkCoupon, describeCoupon } from './coupons.ts'
import { homePage } from './home.page.ts'
import { layout, type Page } from './layout.ts'
import { missingPage } from './missing.page.ts'
import { emptyForm, problemsOf, readForm, totalOf } from './order.ts'
import type { PageFacts } from './page-facts.ts'
import { productPage } from './product.page.ts'
import { categories, languages } from './products.ts'
import { languageOf, orderOf, pathOf, preferredLanguage } from './request.ts'
import { servicePage } from './service.page.ts'
import { thankYouPage } from './thank-you.page.ts'
import { createView, type View } from './view.ts'

export interface DemoShopOptions {
  /** Where the shop begins, such as `/demo`. */
  readonly basePath: string
  /** HTML that brings the chat into a page, as the merchant would paste it; empty while there is none. */
  readonly snippet: (page: PageFacts, nonce: string) => string | Promise<string>
  /** Whether there are phones to try WhatsApp with, at `phone` in the shop. */
  readonly phones?: boolean
  /** Makes an order's number: `LL-` and six capitals or digits. */
  readonly reference?: () => string
  /** Tells the chat of orders; without it no page names one. */
  readonly orders?: DemoOrders
}

export interface DemoOrders {
  /** How the chat knows an order; undefined while there is no chat. */
  nameOf(number: string): Promise<string | undefined>
  /** An order was placed. @param total cents */
  placed(number: string, total: number): Promise<void>
}

type Env = { Variables: SecureHeadersVariables }

/** Answers with a page of the shop, in the language of the address. */
type Show = (
  c: Context<Env>,
  make: (view: View) => Page,
  status?: 200 | 404 | 422,
) => Promise<Response>

/**
 * The shop in which people try Loods and tests drive it. Its routes begin with `basePath`: mount it at
 * the root of the relay's app.
 */
export function createDemoShop(options: DemoShopOptions): Hono<Env> {
  const { basePath } = options
  const assets = loadAssets()
  const show = createShow(options, assets)
  const shop = new Hono<Env>().basePath(basePath)
  serveAssets(shop, assets)
  shop.use(trimTrailingSlash(), secureHeaders(headers))
  shop.get('/', (c) => {
    c.header('vary', 'accept-language')
    return c.redirect(`${basePath}/${preferredLanguage(c)}`)
  })
  const pages = new Hono<Env>()
  servePages(pages, show)
  serveOrders(pages, show, options)
  for (const language of languages) shop.route(`/${language}`, pages)
  shop.all('*', (c) => show(c, missingPage, 404))
  return shop
}

/** Allows the shop's own files and the relay it lives on, nothing else; the widget needs no more. */
const headers = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", NONCE],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
  },
  referrerPolicy: 'strict-origin-when-cross-origin',
  strictTransportSecurity: false,
}

function createShow(options: DemoShopOptions, { version }: Assets): Show {
  const { basePath, snippet, phones = false } = options
  const asset = (name: string) => `${basePath}/assets/${version}/${name}`
  return async function show(c, make, status = 200) {
    const view = createView({ basePath, asset }, languageOf(c, basePath), pathOf(c, basePath))
    const nonce = c.get('secureHeadersNonce') ?? ''
    return c.html(
      await layout(view, make(view), { nonce, snippet, phones: phones && `${basePath}/phone` }),
      status,
    )
  }
}

function serveAssets(shop: Hono<Env>, { byName }: Assets): void {
  shop.get('/assets/:version/:name', (c) => {
    const asset = byName.get(c.req.param('name'))
    if (!asset) return c.notFound()
    return c.body(asset.body, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })
}

function servePages(pages: Hono<Env>, show: Show): void {
  pages.get('/', (c) => show(c, homePage))
  pages.get('/category/:id', (c) => {
    const category = categories.find(({ id }) => id === c.req.param('id'))
    if (!category) return show(c, missingPage, 404)
    return show(c, (view) => categoryPage(view, category, orderOf(c)))
  })
  pages.get('/product/:id', (c) => {
    const product = findProduct(c.req.param('id'))
    if (!product) return show(c, missingPage, 404)
    return show(c, (view) => productPage(view, product))
  })
  pages.get('/cart', (c) => show(c, cartPage))
  pages.get('/service', (c) => show(c, servicePage))
}

const ownReference = customAlphabet('ACDEFGHJKLMNPQRTUVWXY3479', 6)

function serveOrders(pages: Hono<Env>, show: Show, options: DemoShopOptions): void {
  const { basePath, reference = () => `LL-${ownReference()}` } = options
  pages.get('/coupons/:code', (c) => {
    const answer = checkCoupon(c.req.param('code'))
    const said = describeCoupon(answer, languageOf(c, basePath))
    return c.json({ ...answer, said }, 200, { 'cache-control': 'no-store' })
  })
  pages.get('/checkout', (c) => show(c, (view) => checkoutPage(view, emptyForm, [])))
  pages.post('/checkout', bodyLimit({ maxSize: 32 * 1024 }), async (c) => {
    const form = readForm(await c.req.parseBody())
    const problems = problemsOf(form)
    if (problems.length > 0) return show(c, (view) => checkoutPage(view, form, problems), 422)
    const number = reference()
    await options.orders?.placed(number, totalOf(form))
    return c.redirect(`${basePath}/${languageOf(c, basePath)}/thank-you?order=${number}`, 303)
  })
  pages.get('/thank-you', async (c) => {
    c.header('cache-control', 'no-store')
    const order = /^LL-[A-Z0-9]{6}$/.exec(c.req.query('order') ?? '')?.[0]
    if (!order) return show(c, missingPage, 404)
    const name = await options.orders?.nameOf(order)
    return show(c, (view) => thankYouPage(view, order, name))
  })
}
