import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono, MiddlewareHandler } from 'hono'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { DIST } from './dist.ts'

/**
 * The page inside the settings' preview: the real widget with a look that is not kept yet. It may
 * connect to nothing, and only our own pages may frame it; and, named as `?host=`, the admin panel of
 * a linked shop.
 * @param isLinkedOrigin whether a shop at this origin is linked
 * @param around origins of admin panels that frame our own pages
 */
export function mountPreview(
  app: Hono,
  isLinkedOrigin: (origin: string) => Promise<boolean>,
  around: string[],
): void {
  const headers: MiddlewareHandler = async (c, next) => {
    const host = c.req.query('host')
    const linked = host && (await isLinkedOrigin(host)) ? [host] : []
    return headersFor([...linked, ...around], originIn(c.req.query('shop')))(c, next)
  }
  app.get('/inbox/preview', headers, (c) => {
    c.header('cache-control', 'public, max-age=3600')
    return c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Loods</title>
  </head>
  <body>
    <script src="/inbox/preview.js"></script>
  </body>
</html>`)
  })
  app.get('/inbox/preview.js', async (c, next) => {
    await next()
    c.header('cache-control', 'public, max-age=300')
  })
  app.get('/inbox/preview.js', serveStatic({ root: DIST, path: 'inbox/preview.js' }))
}

/** The origin an address names; nothing else of it can get into a header. */
function originIn(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address)
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}

/** @param hosts who may frame the page besides ourselves @param shop whose page may stand in it, without scripts */
function headersFor(hosts: string[], shop: string | undefined): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      ...(shop && { frameSrc: [shop] }),
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'", ...hosts],
    },
    referrerPolicy: 'no-referrer',
    // This header can name nobody else.
    xFrameOptions: hosts.length === 0 && 'SAMEORIGIN',
  })
}
