/**
 * Tells when the shopper is on another page without a page load: single-page navigation, or a page
 * that comes back from the back/forward cache. Another hash is the same page.
 */
export function onNavigation(tell: () => void): void {
  let address = pageAddress()
  const look = () => {
    if (address === pageAddress()) return
    address = pageAddress()
    tell()
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name]
    history[name] = function (...args) {
      original.apply(this, args)
      // Routers set the title and the page's facts right after.
      setTimeout(look)
    }
  }
  addEventListener('popstate', () => setTimeout(look))
  // Where a router turns the page by itself (Navigation API), nothing above hears of it.
  window.navigation?.addEventListener('currententrychange', () => setTimeout(look))
  addEventListener('pageshow', (event) => event.persisted && tell())
}

/** Address of the page; its hash makes no other page of it. */
function pageAddress(): string {
  return location.href.split('#', 1)[0] as string
}
