import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import { NONCE, type SecureHeadersVariables, secureHeaders } from 'hono/secure-headers'
import { customAlphabet } from 'nanoid'
import { loadAssets } from './assets.ts'
import { cartPage } from './cart.page.ts'
import { findProduct, type Order, orders } from './catalogue.ts'
import { categoryPage } from './category.page.ts'
import { checkoutPage } from './checkout.page.ts'
import { type CouponAnswer, checkCoupon } from './coupons.ts'
import { homePage } from './home.page.ts'
import { layout, type Page } from './layout.ts'
import { missingPage } from './missing.page.ts'
import { emptyForm, problemsOf, readForm } from './order.ts'
import type { PageFacts } from './page-facts.ts'
import { productPage } from './product.page.ts'
import { categories, type Language, languages } from './products.ts'
import { servicePage } from './service.page.ts'
import { type Texts, textsOf } from './texts.ts'
import { thankYouPage } from './thank-you.page.ts'
import { createView, type View } from './view.ts'

export interface DemoShopOptions {
  /** Where the shop begins, such as `/demo`. */
  readonly basePath: string
  /** HTML that brings the chat widget into a page, as the merchant would paste it. */
  readonly snippet: (page: PageFacts, nonce: string) => string
  /** Makes an order's number: `LL-` and six capitals or digits. */
  readonly reference?: () => string
}

type Env = { Variables: SecureHeadersVariables }

const ownReference = customAlphabet('ACDEFGHJKLMNPQRTUVWXY3479', 6)

/**
 * The shop in which people try Loods and tests drive it. Its routes begin with `basePath`: mount it at
 * the root of the relay's app.
 */
export function createDemoShop(options: DemoShopOptions): Hono<Env> {
  const { basePath, snippet, reference = () => `LL-${ownReference()}` } = options
  const assets = loadAssets()
  const addresses = {
    basePath,
    asset: (name: string) => `${basePath}/assets/${assets.version}/${name}`,
  }
  const shop = new Hono<Env>().basePath(basePath)

  const show = (c: Context<Env>, make: (view: View) => Page, status: 200 | 404 | 422 = 200) => {
    const view = createView(addresses, languageOf(c), pathOf(c, basePath))
    const nonce = c.get('secureHeadersNonce') ?? ''
    return c.html(layout(view, make(view), { nonce, snippet }), status)
  }
  const missing = (c: Context<Env>) => show(c, missingPage, 404)

  shop.get('/assets/:version/:name', (c) => {
    const asset = assets.byName.get(c.req.param('name'))
    if (!asset) return c.notFound()
    return c.body(asset.body, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })

  shop.use(
    secureHeaders({
      contentSecurityPolicy: policy,
      referrerPolicy: 'strict-origin-when-cross-origin',
      strictTransportSecurity: false,
    }),
  )
  shop.get('/', (c) => {
    c.header('vary', 'accept-language')
    return c.redirect(`${basePath}/${preferredLanguage(c)}`)
  })

  const pages = new Hono<Env>()
  pages.get('/', (c) => show(c, homePage))
  pages.get('/category/:id', (c) => {
    const category = categories.find(({ id }) => id === c.req.param('id'))
    return category ? show(c, (view) => categoryPage(view, category, orderOf(c))) : missing(c)
  })
  pages.get('/product/:id', (c) => {
    const product = findProduct(c.req.param('id'))
    return product ? show(c, (view) => productPage(view, product)) : missing(c)
  })
  pages.get('/cart', (c) => show(c, cartPage))
  pages.get('/coupons/:code', (c) => {
    const answer = checkCoupon(c.req.param('code'))
    const said = describeCoupon(answer, languageOf(c), textsOf(languageOf(c)))
    return c.json({ ...answer, said }, 200, { 'cache-control': 'no-store' })
  })
  pages.get('/checkout', (c) => show(c, (view) => checkoutPage(view, emptyForm, [])))
  pages.post('/checkout', bodyLimit({ maxSize: 32 * 1024 }), async (c) => {
    const form = readForm(await c.req.parseBody())
    const problems = problemsOf(form)
    if (problems.length > 0) return show(c, (view) => checkoutPage(view, form, problems), 422)
    return c.redirect(`${basePath}/${languageOf(c)}/thank-you?order=${reference()}`, 303)
  })
  pages.get('/thank-you', (c) => {
    c.header('cache-control', 'no-store')
    const order = /^LL-[A-Z0-9]{6}$/.exec(c.req.query('order') ?? '')?.[0]
    return order ? show(c, (view) => thankYouPage(view, order)) : missing(c)
  })
  pages.get('/service', (c) => show(c, servicePage))
  for (const language of languages) shop.route(`/${language}`, pages)
  shop.all('*', missing)
  return shop
}

/** Allows the shop's own files and the relay it lives on, nothing else; the widget needs no more. */
const policy = {
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
}

function pathOf(c: Context, basePath: string): string {
  const [, ...rest] = c.req.path.slice(basePath.length + 1).split('/')
  const query = new URL(c.req.url).search
  return rest.length > 0 ? `/${rest.join('/')}${query}` : query
}

function languageOf(c: Context): Language {
  const [, language] = /\/(nl|en)(?:\/|$)/.exec(c.req.path) ?? []
  return language === 'nl' || language === 'en' ? language : preferredLanguage(c)
}

function preferredLanguage(c: Context): Language {
  return accepts(c, {
    header: 'Accept-Language',
    supports: [...languages],
    default: 'nl',
    match: (accepted, { default: fallback }) =>
      accepted
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((type) => type === 'nl' || type === 'en') ?? fallback,
  }) as Language
}

function orderOf(c: Context): Order {
  return orders.find((order) => order === c.req.query('sort')) ?? 'ours'
}

function describeCoupon(answer: CouponAnswer, language: Language, { coupon }: Texts): string {
  if (answer.outcome === 'accepted') return coupon.accepted(answer.code, answer.percent)
  if (answer.outcome === 'expired') return coupon.expired(answer.code, answer.day[language])
  return coupon.unknown(answer.code)
}
