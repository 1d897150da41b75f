import type { PageKind, VisitorContext } from '@loods/protocol'
import type { LoodsPage } from '../../types/index.d.ts'

/** Longest address and title the relay is told. */
const MAX_ADDRESS = 2_000
const MAX_TITLE = 200

/** Shops' pages may carry secrets in their addresses: order keys, reset tokens, e-mail addresses. */
const SECRETS = /([?&][^=&]*(key|token|code|pass|mail)[^=&]*=)[^&#]+/gi

const KIND = /^(home|category|product|cart|checkout|thank-you|other)$/

/** What stands in `#loods-page` now; nothing when it is absent or not JSON. */
export function readPage(): LoodsPage {
  try {
    return JSON.parse(document.getElementById('loods-page')?.textContent ?? '') ?? {}
  } catch {
    return {}
  }
}

/** Path of the page, and its kind if it is one we know. */
export function whichPage(): { path: string; kind?: PageKind } {
  const { kind = '' } = readPage()
  return { path: location.pathname, ...(KIND.test(kind) && { kind: kind as PageKind }) }
}

/** What the browser knows of the visit, without asking or storing anything. */
export function visitContext(): VisitorContext {
  const { kind } = whichPage()
  return {
    page: {
      url: withoutSecrets(location.href),
      title: document.title.slice(0, MAX_TITLE),
      ...(kind && { kind }),
    },
    referrer: withoutSecrets(document.referrer),
    language: navigator.language,
    device: deviceOf(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** An address as members may see it: no values that open something, no hash. */
export function withoutSecrets(address: string): string {
  return address.replace(/#.*/, '').replace(SECRETS, '$1').slice(0, MAX_ADDRESS)
}

function deviceOf(): 'phone' | 'tablet' | 'desk' {
  if (!matchMedia('(pointer:coarse)').matches) return 'desk'
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet'
}
