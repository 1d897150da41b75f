import type { Core } from '../core.ts'
import type { Happenings } from '../happenings.ts'
import { handleOf, type Shop } from '../world/shop.ts'
import { editorPage, saveEditor } from './theme-editor.ts'

const EDITOR = /^\/admin\/themes\/(current|\d+)\/editor$/
const APP = /^\/admin\/apps\/([\w-]+)(\/.*)?$/

/** Whether a merchant's browser asks for this path of the shop, rather than an app's server. */
export function isForMerchant(path: string): boolean {
  return EDITOR.test(path) || APP.test(path)
}

/** The pages under a shop's own address: the theme editor, and the way to an app by its client id. */
export function createMerchantPages(core: Core, happenings: Happenings) {
  return async (request: Request, shop: Shop): Promise<Response> => {
    const url = new URL(request.url)
    const [, key, rest = ''] = APP.exec(url.pathname) ?? []
    if (key) return toApp(core, shop, key, rest + url.search)
    if (request.method !== 'POST') return html(editorPage(core, shop, url, storefrontOf(shop, url)))
    saveEditor(core, happenings, shop, new URLSearchParams(await request.text()))
    url.searchParams.delete('activateAppId')
    return html(editorPage(core, shop, url, storefrontOf(shop, url)))
  }
}

/** By a host of its own: a theme's addresses begin at the root. */
function storefrontOf(shop: Shop, { port }: URL): string {
  return `http://${handleOf(shop)}.localhost:${port}/`
}

function toApp({ app }: Core, shop: Shop, key: string, rest: string): Response {
  if (key !== app.apiKey && key !== app.handle) return new Response('Not Found', { status: 404 })
  const location = `/store/${handleOf(shop)}/apps/${app.handle}${rest}`
  return new Response(null, { status: 302, headers: { location } })
}

function html(page: string): Response {
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
