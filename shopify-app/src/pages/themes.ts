import type { ShopifyTheme } from '@loods/protocol'
import * as v from 'valibot'
import { type AdminApi, graphql } from '../admin-api/admin-api.ts'
import type { Shop } from '../shops/shop.service.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import { EMBED } from './editor-link.ts'

/** A shop's themes, as far as it lets us see them. */
export interface Themes {
  /** Whether the chat is on in each; undefined without the permission, or while Shopify does not answer. */
  list(shop: Shop): Promise<ShopifyTheme[] | undefined>
}

const THEMES = graphql`
  query Themes {
    themes(first: 20) {
      nodes {
        id
        name
        role
        files(filenames: ["config/settings_data.json"], first: 1) {
          nodes {
            body {
              ... on OnlineStoreThemeFileBodyText {
                content
              }
            }
          }
        }
      }
    }
  }
`

interface ThemesAnswer {
  themes: {
    nodes: {
      id: string
      name: string
      role: string
      files: { nodes: { body: { content?: string } }[] } | null
    }[]
  }
}

/** @param link opens one of a shop's themes in the editor */
export function createThemes(
  api: AdminApi,
  link: (shop: ShopDomain, theme: string) => string,
): Themes {
  return {
    async list(shop) {
      if (shop.state !== 'installed' || !shop.scopes.includes('read_themes')) return undefined
      const answer = await api.query<ThemesAnswer>(shop.siteId, THEMES)
      if (answer.outcome !== 'ok') return undefined
      return answer.data.themes.nodes
        .map(({ id, name, role, files }) => ({
          id: id.slice(id.lastIndexOf('/') + 1),
          name,
          live: role === 'MAIN',
          on: isOn(files?.nodes[0]?.body.content ?? ''),
        }))
        .map((theme) => ({ ...theme, editorUrl: link(shop.domain, theme.id) }))
        .sort((a, b) => Number(b.live) - Number(a.live))
    },
  }
}

const settingsData = v.object({
  current: v.object({
    blocks: v.optional(
      v.record(v.string(), v.object({ type: v.string(), disabled: v.optional(v.boolean()) })),
    ),
  }),
})

/** Our app's handle begins like this; Shopify adds to it where another app has it. */
const OURS = new RegExp(`^shopify://apps/loods[^/]*/blocks/${EMBED}/`)

/**
 * Whether the chat is on in a theme.
 * @param settings its config/settings_data.json, above whose JSON Shopify writes a comment
 */
export function isOn(settings: string): boolean {
  const known = v.safeParse(
    v.pipe(v.string(), v.parseJson(), settingsData),
    withoutNotice(settings),
  )
  if (!known.success) return false
  const blocks = Object.values(known.output.current.blocks ?? {})
  return blocks.some(({ type, disabled }) => OURS.test(type) && disabled !== true)
}

function withoutNotice(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//, '')
}
