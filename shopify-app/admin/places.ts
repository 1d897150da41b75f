/** The two pages the app has in the admin's menu. */
export type Place = 'home' | 'shop'

/** Where the page is, in step with the admin's own address and menu. */
export interface Places {
  read(): Place
  /** @param hash a place in the inbox */
  go(place: Place, hash?: string): void
}

const HOME = '/shopify/app'

/**
 * The admin's menu says where to go by an event whose target is the link; App Bridge tells the admin of
 * every step in our history.
 * @param onMove called after every step, whoever made it
 */
export function createPlaces(page: Window, onMove: () => void): Places {
  const read = (): Place => (page.location.pathname.endsWith('/shop') ? 'shop' : 'home')

  function push(place: Place, hash: string): void {
    const path = place === 'shop' ? `${HOME}/shop` : HOME
    page.history.pushState(null, '', path + page.location.search + (hash && `#${hash}`))
    onMove()
  }

  page.document.addEventListener('shopify:navigate', (event) => {
    const href = event.target instanceof Element ? event.target.getAttribute('href') : null
    if (href === null) return
    event.preventDefault()
    push(href.split(/[?#]/)[0]?.endsWith('/shop') ? 'shop' : 'home', '')
  })
  page.addEventListener('popstate', onMove)
  return { read, go: (place, hash = '') => push(place, hash) }
}
