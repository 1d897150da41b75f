import type { Link } from './link.ts'
import type { NavItem, TitleBar } from './messages.ts'

/**
 * Follows App Bridge's own elements in the app's page and shows them in the admin: `s-app-nav` (or
 * `ui-nav-menu`) as menu, `ui-title-bar` and the document's title as title bar. They take no room.
 */
export function followElements(page: Window, link: Link): void {
  const { document } = page
  hide(document, ['s-app-nav', 'ui-nav-menu', 'ui-title-bar', 'ui-save-bar'])
  let told = ''
  const tell = (): void => {
    const shown = { nav: navOf(document), titleBar: titleBarOf(document) }
    const text = JSON.stringify(shown)
    if (text === told) return
    told = text
    link.tell('show', shown)
  }
  const watcher = new MutationObserver(tell)
  watcher.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['href', 'rel', 'title', 'variant'],
    characterData: true,
  })
  tell()
}

/** A click in the admin's menu: the page may go there by itself, else the browser does. */
export function follow(page: Window, href: string): void {
  const target = linksOf(page.document).find((it) => it.getAttribute('href') === href)
  const event = new Event('shopify:navigate', { bubbles: true, cancelable: true })
  ;(target ?? page.document).dispatchEvent(event)
  if (!event.defaultPrevented) page.location.assign(href)
}

/** A click on a button of the title bar, which stands in the admin. */
export function pressAction({ document }: Window, index: number): void {
  actionsOf(document)[index]?.click()
}

function navOf(document: Document): NavItem[] {
  return linksOf(document).map((it) => ({
    label: it.textContent?.trim() ?? '',
    href: it.getAttribute('href') ?? '',
    isHome: it.getAttribute('rel') === 'home',
  }))
}

function linksOf(document: Document): Element[] {
  return [...document.querySelectorAll('s-app-nav > [href], ui-nav-menu > [href]')]
}

function titleBarOf(document: Document): TitleBar {
  const title = document.querySelector('ui-title-bar')?.getAttribute('title') ?? document.title
  return { title, actions: actionsOf(document).map((it) => it.textContent?.trim() ?? '') }
}

function actionsOf(document: Document): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('ui-title-bar > :is(button, a)')]
}

function hide(document: Document, names: string[]): void {
  const style = document.createElement('style')
  style.textContent = `${names.join(', ')} { display: none }`
  document.head.append(style)
}
