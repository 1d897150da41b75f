import type { Core } from '../core.ts'
import type { Happenings } from '../happenings.ts'
import type { Embed } from '../world/app-registration.ts'
import type { Shop } from '../world/shop.ts'
import { embedsOn } from '../world/theme.ts'
import { escaped, htmlPage } from './html.ts'

/**
 * The theme editor at its app embeds. `activateAppId={client id or uid}/{block}` in the address switches
 * that embed on without saving it; an id that is not this app's switches nothing.
 * @param storefront where the shop is shown
 */
export function editorPage(core: Core, shop: Shop, asked: URL, storefront: string): string {
  const theme = shop.themes.find(({ role }) => role === 'MAIN')
  const saved = theme ? embedsOn(theme).map(({ type }) => type) : []
  const wanted = activated(core, asked)
  const switches = core.app.embeds.map((embed) => {
    const isOn =
      wanted === embed.handle || saved.some((it) => it.includes(`/blocks/${embed.handle}/`))
    return switchOf(embed, isOn)
  })
  const body = `
<header class="top"><strong>${escaped(theme?.name ?? '')}</strong></header>
<div class="frame">
<form class="side" method="post"><h2>App embeds</h2>${switches.join('')}<p><button class="primary">Save</button></p></form>
<div class="main"><iframe title="Preview" src="${escaped(storefront)}"></iframe></div>
</div>`
  return htmlPage('Theme editor', body)
}

/** Saves the form: every embed as it is switched. */
export function saveEditor(
  { app }: Core,
  happenings: Happenings,
  shop: Shop,
  form: URLSearchParams,
): void {
  for (const { handle } of app.embeds) happenings.setEmbed(shop, handle, form.has(handle))
}

function switchOf({ handle, name }: Embed, isOn: boolean): string {
  const checked = isOn ? ' checked' : ''
  return `<p><label><input type="checkbox" name="${escaped(handle)}"${checked}> ${escaped(name)}</label></p>`
}

function activated({ app }: Core, { searchParams }: URL): string | undefined {
  if (searchParams.get('context') !== 'apps') return undefined
  const [id, block] = (searchParams.get('activateAppId') ?? '').split('/')
  return id === app.apiKey || id === app.extensionUid ? block : undefined
}
