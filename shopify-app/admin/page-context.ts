import type { Language, ShopifyEnterAnswer, ShopifyStatus } from '@loods/protocol'
import type { Api } from '../../relay/inbox/src/api/client.ts'
import type { Bridge } from './bridge.ts'
import type { Sight } from './sight.ts'
import type { Words } from './words/words.ts'

/** What every view of the page may use. */
export interface PageContext {
  bridge: Bridge
  /** The relay, as who opened the page. */
  api: Api
  words: Words
  language: Language
  /** Shows the inbox, at a place in it. */
  toInbox(path: string): void
}

/** Address of the shop's part of the relay's API. */
export async function siteOf({
  api,
}: Pick<PageContext, 'api'>): Promise<{ siteId: string; path: string }> {
  const { siteId } = (await api.token()) as ShopifyEnterAnswer
  return { siteId, path: `/api/sites/${siteId}` }
}

/**
 * Asks how the chat in the shop is doing.
 * @param patience milliseconds Shopify may take to say it of its theme, before it is left open
 * @throws ApiError
 */
export async function readSight(
  context: Pick<PageContext, 'api' | 'bridge'>,
  patience?: number,
): Promise<Sight> {
  const { path } = await siteOf(context)
  const [status, embed] = await Promise.all([
    context.api.get<ShopifyStatus>(`${path}/shopify/status`),
    context.bridge.embed(patience),
  ])
  return { status, embed }
}
