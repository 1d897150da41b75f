import { readFileSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { SHOPIFY_ADMIN, type ShopifyConfig } from '../config.ts'
import type { AppContext } from '../context.ts'
import { createDemoShop } from '../demo/demo.routes.ts'
import { orderReference } from '../orders/order-reference.ts'
import type { Site } from '../sites/site.service.ts'
import { mountChatPage } from './chat-page.ts'
import { DIST } from './dist.ts'
import { mountPreview } from './preview.ts'
import { mountWebApp, WEB_APP_HEAD } from './web-app.ts'

const HASHED = /-[A-Z0-9]{8}\.js$/

/** The pages and files a browser opens: widget, inbox and, while this is a trial, the demo shop. */
export function mountPages(app: Hono, context: AppContext): void {
  mountBundles(app)
  mountInbox(app, context)
  mountWebApp(app)
  mountPreview(app, context.links.isLinkedOrigin, adminsAround(context.config.shopify))
  mountChatPage(app, context)
  if (context.config.demo) {
    if (context.demoPhones) mountPhones(app, context.demoPhones)
    mountDemo(app, context)
  }
}

/** The admin panel that carries our inbox in a page of ours, and so all that is framed in it. */
function adminsAround(shopify: ShopifyConfig | undefined): string[] {
  if (!shopify) return []
  const { origin } = new URL(shopify.adminUrl)
  return [SHOPIFY_ADMIN, ...(origin.includes('{') ? [] : [origin])]
}

function mountBundles(app: Hono): void {
  app.use('/widget/*', async (c, next) => {
    await next()
    c.header('access-control-allow-origin', '*')
    c.header('cross-origin-resource-policy', 'cross-origin')
    c.header('x-content-type-options', 'nosniff')
    c.header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
  })
  app.use('/widget/*', serveStatic({ root: DIST, precompressed: true }))
  app.use('/inbox/assets/*', async (c, next) => {
    await next()
    // Only a name that holds its content's hash may be kept for ever.
    if (c.res.ok && HASHED.test(c.req.path)) {
      c.header('cache-control', 'public, max-age=31536000, immutable')
    }
  })
  app.use(
    '/inbox/assets/*',
    serveStatic({
      root: DIST,
      precompressed: true,
      rewriteRequestPath: (path) => path.replace('/inbox/assets/', '/inbox/'),
    }),
  )
}

/** Beside the shop whose chat they try; the page may reach itself and nothing else. */
function mountPhones(app: Hono, phones: Hono): void {
  app.use(
    '/demo/phone',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
    }),
  )
  app.route('/demo', phones)
}

/** The demo shop carries the widget of the relay's first shop, as its owner would paste it. */
function mountDemo(app: Hono, { sites, orders, clock, demoPhones }: AppContext): void {
  const nameIn = async ({ id }: Site, number: string) =>
    orderReference(await sites.signingSecret(id), number)
  const shop = createDemoShop({
    orders: {
      async nameOf(number) {
        const site = await sites.first()
        return site && nameIn(site, number)
      },
      async placed(number, total) {
        const site = await sites.first()
        if (!site) return
        const reference = await nameIn(site, number)
        const now = clock()
        const paid = { state: 'paid', refunded: 0, currency: 'EUR' } as const
        await orders.report(site.id, { reference, total, ...paid, placedAt: now, asOf: now })
      },
    },
    basePath: '/demo',
    phones: demoPhones !== undefined,
    snippet: async () => {
      const site = await sites.first()
      return site ? `<script async src="/widget/loader.js" data-site="${site.key}"></script>` : ''
    },
  })
  app.route('/', shop)
}

/** The inbox on the relay's own page: strict CSP with a nonce, Trusted Types, framed by nobody. */
function mountInbox(app: Hono, context: AppContext): void {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE, "'strict-dynamic'"],
      styleSrc: ["'self'", NONCE],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      fontSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
  })
  const { file, imports } = readPageEntry()
  app.get('/inbox', headers, (c) => {
    c.header('cache-control', 'no-store')
    const nonce = c.get('secureHeadersNonce') as string
    return c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>Loods</title>
    ${WEB_APP_HEAD}
    <style nonce="${nonce}">
      body {
        margin: 0;
      }
      #loods {
        position: fixed;
        inset: 0;
        height: 100dvh;
      }
    </style>
    ${imports.map(
      (name) => html`<link rel="modulepreload" nonce="${nonce}" href="/inbox/assets/${name}" />`,
    )}
  </head>
  <body>
    <div id="loods" data-demo="${context.config.demo ? '/demo' : ''}"></div>
    <script type="module" nonce="${nonce}" src="/inbox/assets/${file}"></script>
  </body>
</html>`)
  })
  app.get('/', (c) => c.redirect(context.config.demo ? '/demo' : '/inbox'))
}

interface BuiltEntry {
  file: string
  /** Files it imports at once: asked for together with it, they cost no extra round trip. */
  imports: string[]
}

function readPageEntry(): BuiltEntry {
  const unbuilt = { file: 'page.js', imports: [] }
  try {
    const manifest = JSON.parse(readFileSync(`${DIST}inbox/manifest.json`, 'utf8')) as {
      page?: BuiltEntry
    }
    return manifest.page ?? unbuilt
  } catch {
    return unbuilt
  }
}
