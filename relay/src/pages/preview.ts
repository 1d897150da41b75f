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
 */
export function mountPreview(
  app: Hono,
  isLinkedOrigin: (origin: string) => Promise<boolean>,
): void {
  const headers: MiddlewareHandler = async (c, next) => {
    const host = c.req.query('host')
    return headersFor(host && (await isLinkedOrigin(host)) ? host : undefined)(c, next)
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

/** @param host who may frame the page besides ourselves */
function headersFor(host: string | undefined): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'", ...(host ? [host] : [])],
    },
    referrerPolicy: 'no-referrer',
    // This header can name nobody else.
    xFrameOptions: host === undefined && 'SAMEORIGIN',
  })
}
