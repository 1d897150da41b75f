import type { ShopifyPixelEvent } from '@loods/protocol'
import type { ExtensionApi } from '@shopify/web-pixels-extension'
import { STEPS, told } from './told.ts'

type Api = Pick<ExtensionApi, 'analytics' | 'browser' | 'settings'>
type Send = (url: string, options: RequestInit) => Promise<unknown>

/** Tells the relay of cart and checkout, a post each. What fails is lost: orders are told by the shop's own server. */
export function startPixel({ analytics, browser, settings }: Api, send: Send): void {
  const { relay, siteKey } = settings
  const tell = async (event: Omit<ShopifyPixelEvent, 'visit'>): Promise<void> => {
    const visit = await conversationOf(browser, siteKey)
    await post(send, `${relay}/shopify/pixel/${siteKey}`, { visit, ...event })
  }
  for (const name of Object.keys(STEPS) as (keyof typeof STEPS)[]) {
    analytics.subscribe(name, (event) => void tell(told(event)))
  }
}

/** The widget's own entry names the conversation, beside a secret that stays where it is. */
async function conversationOf(browser: Api['browser'], siteKey: string): Promise<string | null> {
  try {
    const kept = await browser.localStorage.getItem(`loods.${siteKey}`)
    const { conversationId } = JSON.parse(kept ?? '{}') as { conversationId?: string }
    return conversationId ?? null
  } catch {
    return null
  }
}

async function post(send: Send, url: string, event: ShopifyPixelEvent): Promise<void> {
  try {
    // A text needs no question beforehand, and outlives the page it is sent from.
    await send(url, {
      method: 'POST',
      body: JSON.stringify(event),
      keepalive: true,
      mode: 'no-cors',
    })
  } catch {}
}
