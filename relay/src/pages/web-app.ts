import { serveStatic } from '@hono/node-server/serve-static'
import { look } from '@loods/protocol/tokens'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { ICON_SVG, iconPng } from './app-icon.ts'
import { DIST } from './dist.ts'

const ICONS = '/inbox/icons'

/** What a browser needs to keep the inbox as an app of its own, for the page's head. */
export const WEB_APP_HEAD = html`<link rel="manifest" href="/inbox/manifest.webmanifest" />
    <link rel="icon" type="image/svg+xml" href="${ICONS}/icon.svg" />
    <link rel="apple-touch-icon" href="${ICONS}/apple-180.png" />
    <meta name="apple-mobile-web-app-title" content="Loods" />
    <meta
      name="theme-color"
      media="(prefers-color-scheme: light)"
      content="${look.light.ground}"
    />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="${look.dark.ground}" />`

const MANIFEST = {
  id: '/inbox',
  name: 'Loods',
  short_name: 'Loods',
  start_url: '/inbox',
  scope: '/inbox',
  display: 'standalone',
  background_color: look.light.ground,
  theme_color: look.light.ground,
  icons: [
    { src: `${ICONS}/192.png`, sizes: '192x192', type: 'image/png' },
    { src: `${ICONS}/512.png`, sizes: '512x512', type: 'image/png' },
    { src: `${ICONS}/maskable-512.png`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}

/** Manifest, icons and service worker: how the inbox gets onto a phone's home screen. */
export function mountWebApp(app: Hono): void {
  app.get('/inbox/manifest.webmanifest', (c) =>
    c.body(JSON.stringify(MANIFEST), 200, {
      'content-type': 'application/manifest+json',
      'cache-control': 'public, max-age=3600',
    }),
  )
  app.get(`${ICONS}/icon.svg`, (c) => c.body(ICON_SVG, 200, pictureHeaders('image/svg+xml')))
  app.get(`${ICONS}/:name`, async (c, next) => {
    const drawing = iconPng(c.req.param('name'))
    return drawing
      ? c.body(new Uint8Array(await drawing), 200, pictureHeaders('image/png'))
      : next()
  })
  mountServiceWorker(app)
}

/** Asked for anew at each start, so that no device stays on an old one. */
function mountServiceWorker(app: Hono): void {
  app.get('/inbox/sw.js', async (c, next) => {
    await next()
    c.header('cache-control', 'no-cache')
    c.header('service-worker-allowed', '/inbox')
    c.header('content-security-policy', "default-src 'none'; connect-src 'self'")
    c.header('x-content-type-options', 'nosniff')
  })
  app.get('/inbox/sw.js', serveStatic({ root: DIST, path: 'inbox/sw.js' }))
}

function pictureHeaders(type: string): Record<string, string> {
  return {
    'content-type': type,
    'cache-control': 'public, max-age=86400',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
  }
}
