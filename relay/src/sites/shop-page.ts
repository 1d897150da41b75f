import type { ShopPageAnswer, WidgetSeenAnswer } from '@loods/protocol'
import type { Egress, EgressResponse } from '../egress/egress.ts'
import { leadsToShop, type SiteService } from './site.service.ts'

/** A page of the shop to show something on, and whether it lets itself be framed by us. */
export interface ShopPages {
  find(siteId: string): Promise<ShopPageAnswer>
}

/** Milliseconds what a page said of frames is believed. */
const FRESH = 10 * 60_000
/** A member looks at an empty page meanwhile. */
const TIMEOUT = 4_000
const MAX_BYTES = 4_194_304
/** Pages kept in mind, of all shops. */
const MAX_KNOWN = 500

export interface ShopPagesDeps {
  egress: Pick<Egress, 'request'>
  clock: () => number
  sites: Pick<SiteService, 'byId'>
  /** Where the widget ran last. */
  seen(siteId: string): Promise<WidgetSeenAnswer>
  publicUrl: string
  /** Path of the demo shop, where there is one. */
  demo: string | undefined
}

export function createShopPages(deps: ShopPagesDeps): ShopPages {
  const { egress, clock, publicUrl, demo } = deps
  const { origin } = new URL(publicUrl)
  const known = new Map<string, { at: number; framed: boolean }>()

  async function isFramed(url: string): Promise<boolean> {
    const before = known.get(url)
    if (before && clock() - before.at < FRESH) return before.framed
    const framed = await egress
      .request(url, { timeoutMs: TIMEOUT, maxBytes: MAX_BYTES, headers: { accept: 'text/html' } })
      .then((page) => mayFrame(page, new URL(url).origin, origin))
      .catch(() => false)
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(url, { at: clock(), framed })
    return framed
  }

  return {
    async find(siteId) {
      const [{ settings }, { seen }] = await Promise.all([
        deps.sites.byId(siteId),
        deps.seen(siteId),
      ])
      // Where the widget ran is what a browser said, so only the shop's own pages are looked up.
      if (seen && leadsToShop(settings, seen.page, origin)) {
        return { url: seen.page, framed: await isFramed(seen.page) }
      }
      return demo ? { url: origin + demo, framed: true } : { framed: false }
    },
  }
}

/**
 * Whether a page may be shown in a frame of ours, by what its answer says of frames.
 * Source: Content Security Policy Level 3, 6.4.2 frame-ancestors, which wins over X-Frame-Options.
 * @param own the page's origin @param framer the origin around it
 */
export function mayFrame(
  { status, headers }: Pick<EgressResponse, 'status' | 'headers'>,
  own: string,
  framer: string,
): boolean {
  // A browser shows no page of http in one of https.
  if (status !== 200 || (framer.startsWith('https:') && !own.startsWith('https:'))) return false
  const policies = [headers['content-security-policy'] ?? []].flat().join(',').split(',')
  const lists = policies.flatMap((policy) => policy.match(/frame-ancestors([^;]*)/i)?.[1] ?? [])
  if (lists.length > 0) return lists.every((list) => namesFramer(list, own, framer))
  const option = `${headers['x-frame-options'] ?? ''}`.toLowerCase()
  if (option.includes('sameorigin')) return own === framer
  return !option.includes('deny')
}

function namesFramer(list: string, own: string, framer: string): boolean {
  const scheme = framer.slice(0, framer.indexOf(':') + 1)
  const sources = list.trim().toLowerCase().split(/\s+/)
  return sources.some(
    (source) =>
      source === '*' ||
      source === scheme ||
      source === framer ||
      (source === "'self'" && own === framer),
  )
}
