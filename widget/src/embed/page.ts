import type { PageKind, VisitorContext } from '@loods/protocol'
import type { LoodsPage } from '../../types/index.d.ts'

const KINDS = ['home', 'category', 'product', 'cart', 'checkout', 'thank-you', 'other']

/** What stands in `#loods-page` now; nothing when it is absent or not JSON. */
export function readPage(): LoodsPage {
  const text = document.getElementById('loods-page')?.textContent
  try {
    // Without a text nothing is tried: an error thrown costs a phone milliseconds.
    return (text && JSON.parse(text)) || {}
  } catch {
    return {}
  }
}

/** Path of the page, and its kind if it is one we know. */
export function whichPage(): { path: string; kind?: PageKind } {
  const { kind = '' } = readPage()
  return { path: location.pathname, ...(KINDS.includes(kind) && { kind: kind as PageKind }) }
}

/** What the browser knows of the visit, without asking or storing anything. The relay cuts it to size. */
export function visitContext(): VisitorContext {
  const { kind } = whichPage()
  return {
    page: { url: location.href, title: document.title, ...(kind && { kind }) },
    referrer: document.referrer,
    language: navigator.language,
    device: deviceOf(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

function deviceOf(): 'phone' | 'tablet' | 'desk' {
  if (!matchMedia('(pointer:coarse)').matches) return 'desk'
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet'
}
