import { Hono } from 'hono'
import type { AppContext } from './context.ts'
import { docsApp } from './docs/docs.routes.ts'
import { RelayError, toErrorBody } from './errors.ts'
import { createAuthenticate } from './http/authenticate.ts'
import { peerAddress } from './http/client-address.ts'
import { registerRoutes } from './http/register.ts'
import { mountLive } from './live/live.routes.ts'
import { mountPages } from './pages/pages.ts'

/** Version of the API, as in relay/package.json. */
const VERSION = '0.1.0'

/** The relay's HTTP side. It never listens by itself, so a test can call `app.request()`. */
export function createApp(context: AppContext): Hono {
  const { config, log } = context
  const app = new Hono()
  app.onError((error, c) => {
    if (!(error instanceof RelayError))
      log.error({ error, path: c.req.routePath }, 'a request failed')
    const body = toErrorBody(error)
    context.metrics.refusals.inc({ code: body.code })
    if (body.retryAfter !== undefined) c.header('retry-after', String(body.retryAfter))
    c.header('cache-control', 'no-store')
    // What is left of a body we stopped reading must not be taken for the next request.
    if (body.code === 'too_large') c.header('connection', 'close')
    return c.json({ error: body }, error instanceof RelayError ? (error.status as 400) : 500)
  })
  app.use(async (c, next) => {
    context.proxyNotice.look(c.req.header('x-forwarded-for'), peerAddress(c))
    await context.underWay.track(next())
    // Whoever comes again must find out that nobody listens here any more.
    if (context.stopping.signal.aborted) c.header('connection', 'close')
    c.header('x-content-type-options', 'nosniff')
    if (!c.res.headers.has('referrer-policy')) c.header('referrer-policy', 'no-referrer')
  })
  app.notFound((c) =>
    c.json(
      { error: { code: 'not_found', message: 'There is nothing at this address. See /docs.' } },
      404,
    ),
  )
  registerRoutes(app, context.routes, {
    authenticate: createAuthenticate(context.auth),
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    isLinkedOrigin: context.links.isLinkedOrigin,
  })
  mountLive(app, { ...context.live, trustProxy: config.trustProxy })
  app.route('/', docsApp(context.routes, { url: config.publicUrl, version: VERSION }))
  mountPages(app, context)
  return app
}
