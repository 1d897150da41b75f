import { type Context, Hono } from 'hono'
import type { Core } from '../core.ts'
import type { Happenings } from '../happenings.ts'
import type { Shop, Staff } from '../world/shop.ts'
import { type Asked, askedBy } from './asked.ts'
import { launchUrl } from './launch.ts'
import { buildScripts, type ScriptName } from './scripts.ts'
import { closedPage, installPage, shellPage } from './shell-page.ts'

const SCRIPT = 'text/javascript; charset=utf-8'

/**
 * The admin a merchant sees, at `/store/{name}/apps/{handle}`: the grant screen where the app is not
 * installed, the app in a frame where it is. `?staff={id}` says who has it open; by default the owner.
 * The two scripts apps load from Shopify's CDN are here too.
 */
export function shellApp(core: Core, happenings: Happenings): Hono {
  const app = new Hono()
  let scripts: Promise<Map<ScriptName, string>> | undefined
  const script = async (c: Context, name: ScriptName): Promise<Response> => {
    scripts ??= buildScripts()
    return c.body((await scripts).get(name) ?? '', 200, {
      'content-type': SCRIPT,
      'access-control-allow-origin': '*',
    })
  }
  for (const name of ['app-bridge', 'polaris', 'shell'] as const) {
    app.get(`/${name}.js`, (c) => script(c, name))
    app.get(`/shopifycloud/${name}.js`, (c) => script(c, name))
  }

  app.get('/store/:name/oauth/install', (c) => {
    const shop = shopNamed(core, c)
    return shop ? c.html(installPage(core, shop)) : c.notFound()
  })
  app.post('/store/:name/oauth/install', (c) => {
    const shop = shopNamed(core, c)
    if (!shop) return c.notFound()
    if (!shop.installation) happenings.install(shop)
    return c.redirect(`/store/${c.req.param('name')}/apps/${core.app.handle}`)
  })
  app.get('/store/:name/apps/:handle/*', (c) => open(core, c))
  app.get('/store/:name/apps/:handle', (c) => open(core, c))

  // Of the phone's app, which has no frame, App Bridge asks here itself.
  app.options('/store/:name/ask/:what', (c) => c.body(null, 204, ANYBODY))
  app.post('/store/:name/ask/:what', async (c) => {
    const shop = shopNamed(core, c)
    const staff = shop && staffOf(shop, c.req.query('staff'))
    if (!shop || !staff) return c.notFound()
    try {
      const asked = askedBy(core, happenings, shop, staff)
      const what = asked[c.req.param('what') as keyof Asked]
      const { scopes = [] } = (await c.req.json()) as { scopes?: string[] }
      return c.json((await what(scopes)) as object, 200, ANYBODY)
    } catch (error) {
      return c.json({ error: String(error) }, 400, ANYBODY)
    }
  })
  return app
}

const ANYBODY = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

function open(core: Core, c: Context): Response | Promise<Response> {
  const shop = shopNamed(core, c)
  const { handle, apiKey } = core.app
  if (!shop || ![handle, apiKey].includes(c.req.param('handle') ?? '')) return c.notFound()
  if (!shop.installation) return c.redirect(`/store/${c.req.param('name')}/oauth/install`)
  const url = new URL(c.req.url)
  const staff = staffOf(shop, url.searchParams.get('staff') ?? undefined)
  if (!staff?.allowed) return c.html(closedPage(core), 403)
  url.searchParams.delete('staff')
  const page = url.pathname.split('/').slice(5).join('/')
  const src = launchUrl(core, shop, staff, {
    page: `${page && `/${page}`}${url.search}`,
    shell: url.host,
  })
  return c.html(shellPage(core, shop, staff, src))
}

function shopNamed({ world }: Core, c: Context): Shop | undefined {
  return world.shops.get(`${c.req.param('name')}.myshopify.com`)
}

function staffOf({ staff }: Shop, id: string | undefined): Staff | undefined {
  if (id === undefined) return staff.find(({ accountOwner }) => accountOwner)
  return staff.find((it) => String(it.id) === id)
}
