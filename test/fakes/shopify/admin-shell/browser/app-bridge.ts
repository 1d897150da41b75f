/**
 * Stands in for https://cdn.shopify.com/shopifycloud/app-bridge.js: the documented global `shopify` as
 * far as apps here use it. The rest of it is not there, so that using it fails.
 */
import { authenticatedFetch } from './authenticated-fetch.ts'
import { isDisabled, readConfig } from './config.ts'
import { follow, followElements, pressAction } from './elements.ts'
import { frameLink, type Link, phoneLink } from './link.ts'
import { createSaveBar } from './save-bar.ts'

interface ScopesDetail {
  granted: string[]
  required: string[]
  optional: string[]
}

function start(page: Window & typeof globalThis): void {
  const config = readConfig(page)
  const isPhone = page.navigator.userAgent.includes('Shopify Mobile')
  const isFramed = page.parent !== page
  if (!isFramed && !isPhone) return void goIntoAdmin(page, config.host)
  const plainFetch = page.fetch.bind(page)
  const link = isFramed ? frameLink(page) : phoneLink(atob(config.host), plainFetch)
  const idToken = (): Promise<string> => link.ask('idToken')
  const saveBar = createSaveBar(page, link)
  Object.assign(page, {
    shopify: {
      config,
      origin: page.location.origin,
      ready: Promise.resolve(),
      environment: { mobile: isPhone, embedded: isFramed, pos: false, intent: false },
      idToken,
      user: () => link.ask('user'),
      loading: (isLoading = true) => link.tell('loading', { isLoading }),
      toast: toastOf(link),
      saveBar: saveBar.api,
      modal: modalOf(page),
      scopes: scopesOf(link),
      app: { extensions: () => link.ask('extensions') },
      webVitals: { onReport: () => Promise.resolve() },
    },
  })
  if (!isDisabled(page.document, 'fetch')) {
    page.fetch = authenticatedFetch(plainFetch, idToken, page.location.origin)
  }
  followHistory(page, link)
  const begin = (): void => followElements(page, link)
  if (page.document.readyState === 'loading') {
    page.document.addEventListener('DOMContentLoaded', begin)
  } else begin()
  link.onEvent((what, args) => {
    const { href = '', index = 0 } = args as { href?: string; index?: number }
    if (what === 'navigate') follow(page, href)
    if (what === 'action') pressAction(page, index)
    if (what === 'save' || what === 'discard') saveBar.press(what)
  })
}

/** Outside of the admin the page has nobody to ask: Shopify's script goes there. */
function goIntoAdmin(page: Window, host: string): void {
  const apiKey = page.document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')
  if (host) page.location.assign(`//${atob(host)}/apps/${apiKey?.content}`)
}

function toastOf(link: Link) {
  let last = 0
  return {
    show(message: string, options: { isError?: boolean; duration?: number } = {}) {
      last += 1
      const { isError = false, duration = 5000 } = options
      link.tell('toast', { id: String(last), message, isError, duration })
      return String(last)
    },
    hide: (id: string) => link.tell('hideToast', { id }),
  }
}

/** `ui-modal`, `s-modal` and `s-app-window` by their id. */
function modalOf(page: Window) {
  const act = async (id: string, how: 'show' | 'hide' | 'toggle'): Promise<void> => {
    const modal = page.document.getElementById(id) as
      | (HTMLElement & Record<string, (() => unknown) | undefined>)
      | null
    if (!modal) throw new Error(`there is no modal ${id}`)
    await (modal[`${how}Overlay`] ?? modal[how])?.call(modal)
  }
  return {
    show: (id: string) => act(id, 'show'),
    hide: (id: string) => act(id, 'hide'),
    toggle: (id: string) => act(id, 'toggle'),
  }
}

function scopesOf(link: Link) {
  return {
    query: () => link.ask<ScopesDetail>('queryScopes'),
    request: (scopes: string[]) => link.ask<object>('requestScopes', { scopes }),
    revoke: async (scopes: string[]) => ({
      detail: await link.ask<ScopesDetail>('revokeScopes', { scopes }),
    }),
  }
}

/** The admin's address goes along with the app's. */
function followHistory(page: Window & typeof globalThis, link: Link): void {
  const tell = (): void => link.tell('history', { path: page.location.pathname })
  for (const name of ['pushState', 'replaceState'] as const) {
    const plain = page.history[name].bind(page.history)
    page.history[name] = (...args) => {
      plain(...args)
      tell()
    }
  }
  page.addEventListener('popstate', tell)
}

start(window)
