import type { HostName } from '@loods/protocol'
import { notFound } from '../errors.ts'
import type { LinkService } from './link.service.ts'

/**
 * What a shop is asked while a member waits: what it sells and gives, an order whose owner proves it, and
 * orders as its own staff see them, where the inbox is not in the shop's own admin panel that has them.
 */
export type ShopQuestion = 'products' | 'coupons' | 'order-code' | 'order' | 'orders'

/**
 * Asks a linked shop's own software.
 * @returns the answer, unchecked: whoever asks knows what it must look like
 * @throws RelayError not_found where the shop is not linked or has nothing that could answer;
 * forbidden where it says no; rate_limited; unavailable where no sensible answer comes
 */
export type AskShop = (siteId: string, what: ShopQuestion, body: object) => Promise<unknown>

/** How shops of each kind are asked; a relay may know only some kinds. */
export type Connectors = Partial<Record<HostName, AskShop>>

/** Asks any shop, in the way of its kind. */
export function createAskAny(links: Pick<LinkService, 'host'>, connectors: Connectors): AskShop {
  return async (siteId, what, body) => {
    const host = await links.host(siteId)
    const ask = host && connectors[host]
    if (!ask) throw notFound('What the shop was asked for')
    return ask(siteId, what, body)
  }
}
