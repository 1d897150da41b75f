import { type Context, Hono } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import type { Route } from '../http/route.ts'
import { docsPage } from './docs-page.ts'
import { toOpenApi } from './openapi.ts'

/** The API's own description, to read and to generate from. */
export function docsApp(routes: Route[], server: { url: string; version: string }): Hono {
  const app = new Hono()
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [NONCE],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  })
  app.get('/openapi.json', (c) => c.json(toOpenApi(routes, server)))
  app.get('/docs', headers, (c: Context) =>
    c.html(docsPage(routes, c.get('secureHeadersNonce') as string)),
  )
  return app
}
