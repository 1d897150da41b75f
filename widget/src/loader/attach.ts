/** Milliseconds before the element returns, so that a page that removes it again gets no tight loop. */
const RETURN_AFTER = 50

/** Puts `element` in the body as soon as there is one, and again when a framework replaces or empties it. */
export function keepAttached(element: HTMLElement): void {
  const watcher = new MutationObserver(() => setTimeout(attach, RETURN_AFTER))
  const attach = () => {
    for (const parent of [document.documentElement, document.body]) {
      if (parent) watcher.observe(parent, { childList: true })
    }
    if (!element.isConnected) document.body?.append(element)
  }
  attach()
}
