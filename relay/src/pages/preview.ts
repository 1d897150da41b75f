import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { secureHeaders } from 'hono/secure-headers'
import { DIST } from './dist.ts'

/**
 * The page inside the settings' preview: the real widget with a look that is not kept yet. It may
 * connect to nothing, and only our own pages may frame it.
 */
export function mountPreview(app: Hono): void {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'SAMEORIGIN',
  })
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
