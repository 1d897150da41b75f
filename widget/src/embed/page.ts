import type { LoodsPage } from '../../types/index.d.ts'

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

/** What the browser knows of the page, without asking or storing anything. The relay cuts it to size. */
export function pageContext() {
  const { kind, template } = readPage()
  return {
    page: { url: location.href, title: document.title, kind, template },
    referrer: document.referrer,
    language: navigator.language,
    device: deviceOf(),
  }
}

/** What the page is looked at with. */
export function deviceOf(): 'phone' | 'tablet' | 'desk' {
  if (!matchMedia('(pointer:coarse)').matches) return 'desk'
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet'
}
