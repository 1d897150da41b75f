import { type ReadonlySignal, signal } from '@preact/signals'

/** Keeps where one is. The host decides how: in memory, or in the address of a page of its own. */
export interface Navigation {
  path: ReadonlySignal<string>
  /** @param replace true leaves no step for the back button */
  go(path: string, replace?: boolean): void
  stop(): void
}

/** For hosts whose address is their own. */
export function memoryNavigation(): Navigation {
  const path = signal('/')
  return {
    path,
    go(next) {
      path.value = next
    },
    stop() {},
  }
}

/**
 * Reads what stands behind the `#`: a path, or what an alert's link says (`site=…&conversation=…`).
 * Anything else is somebody else's, such as a link past the menu of the page around the inbox.
 */
export function toPath(hash: string): string | undefined {
  if (hash === '' || hash.startsWith('/')) return hash || '/'
  const named = new URLSearchParams(hash)
  const conversation = named.get('conversation')
  if (!conversation && !named.has('site')) return undefined
  return `/${named.get('site') ?? ''}${conversation ? `/c/${conversation}` : ''}`
}

/** For a page that is the inbox's own: the part after `#`, so that back, reload and links work. */
export function hashNavigation(page: Window): Navigation {
  const read = () => toPath(page.location.hash.slice(1))
  const path = signal(read() ?? '/')
  const follow = () => {
    path.value = read() ?? path.peek()
  }
  page.addEventListener('popstate', follow)
  page.addEventListener('hashchange', follow)
  return {
    path,
    go(next, replace = false) {
      if (next === path.peek()) return
      page.history[replace ? 'replaceState' : 'pushState'](null, '', `#${next}`)
      follow()
    },
    stop() {
      page.removeEventListener('popstate', follow)
      page.removeEventListener('hashchange', follow)
    },
  }
}
