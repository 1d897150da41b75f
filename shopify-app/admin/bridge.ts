import type { ShopifyGlobal } from '@shopify/app-bridge-types'
import { isPhoneApp } from './platform.ts'

/** Whether our block is switched on in the theme shoppers see; undefined where Shopify does not tell. */
export type EmbedState = 'on' | 'off' | undefined

/** What the page asks of the admin it stands in. */
export interface Bridge {
  /** Proves who opened the page, for a minute. @throws Error where the admin does not answer */
  idToken(): Promise<string>
  /** @param patience milliseconds to wait for it */
  embed(patience?: number): Promise<EmbedState>
  /** @returns whether the shop granted them, now or before */
  request(scopes: string[]): Promise<boolean>
  revoke(scopes: string[]): Promise<void>
  toast(text: string, isError?: boolean): void
  /** Opens another page of the admin: beside this one, or in its place where there is one window. */
  open(url: string): void
  /** Shows what the page is called, with how many shoppers wait. */
  title(text: string): void
}

/** Milliseconds after which an admin that does not answer is taken for one that never will. */
const PATIENCE = 10_000

/** File name of the app embed, and the place in a page it goes to. */
const EMBED = { handle: 'chat', target: 'body' }

export function createBridge(shopify: ShopifyGlobal, page: Window): Bridge {
  return {
    idToken: () => within(PATIENCE, shopify.idToken()),
    async embed(patience = PATIENCE) {
      try {
        return embedState(await within(patience, shopify.app.extensions()))
      } catch {
        return undefined
      }
    },
    async request(scopes) {
      const { result } = await shopify.scopes.request(scopes)
      return result === 'granted-all'
    },
    async revoke(scopes) {
      await shopify.scopes.revoke(scopes)
    },
    toast(text, isError = false) {
      shopify.toast.show(text, { isError })
    },
    open(url) {
      page.open(url, isPhoneApp() ? '_top' : '_blank')
    },
    title(text) {
      page.document.title = text
      page.document.querySelector('ui-title-bar')?.setAttribute('title', text)
    },
  }
}

type Extensions = Awaited<ReturnType<ShopifyGlobal['app']['extensions']>>

/** What Shopify says of the theme that is published, in which our block is or is not. */
export function embedState(extensions: Extensions): EmbedState {
  const blocks = extensions
    .filter(({ type }) => type === 'theme_app_extension')
    .flatMap(({ activations }) => activations)
  const ours = blocks.find(
    (block) => block.target === EMBED.target && 'handle' in block && block.handle === EMBED.handle,
  )
  if (!ours || !('status' in ours)) return undefined
  return ours.status === 'active' ? 'on' : 'off'
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Shopify’s admin does not answer')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
