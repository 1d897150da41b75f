import { gid } from '../admin-api/gid.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../world/shop.ts'
import { embedsOn } from '../world/theme.ts'

/** One extension as `shopify.app.extensions()` tells of it. */
export interface EmbedStatus {
  handle: string
  type: 'theme_app_extension'
  activations: {
    target: string
    handle: string
    name: string
    status: 'active' | 'available' | 'unavailable'
    activations: { target: string; themeId: string }[]
  }[]
}

/** The theme app extension, its embeds, and the themes they are on in; `active` is about the published one. */
export function extensionsOf({ app }: Core, shop: Shop): EmbedStatus[] {
  const isOn = (handle: string, theme: Shop['themes'][number]): boolean =>
    embedsOn(theme).some(({ type }) => type.includes(`/blocks/${handle}/`))
  const activations = app.embeds.map((embed) => {
    const themes = shop.themes.filter((theme) => isOn(embed.handle, theme))
    return {
      ...embed,
      status: themes.some(({ role }) => role === 'MAIN')
        ? ('active' as const)
        : ('available' as const),
      activations: themes.map(({ id }) => ({
        target: embed.target,
        themeId: gid('OnlineStoreTheme', id),
      })),
    }
  })
  return [{ handle: app.extensionHandle, type: 'theme_app_extension', activations }]
}
