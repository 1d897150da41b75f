import type { Language } from '@loods/protocol'
import type { Writer, WriteTx } from '../../../relay/src/db/writer.ts'
import { notFound, RelayError } from '../../../relay/src/errors.ts'
import type { LinkService } from '../../../relay/src/hosts/link.service.ts'
import { settleNow } from '../settle/settle-row.ts'
import type { ShopService } from '../shops/shop.service.ts'
import type { ShopDomain } from '../shops/shop-domain.ts'
import type { TokenService } from '../tokens/token.service.ts'
import type { Granted, TokenAnswer, TokenRequests } from '../tokens/token-request.ts'

export interface InstallDeps {
  writer: Writer
  shops: ShopService
  tokens: TokenService
  requests: Pick<TokenRequests, 'exchange'>
  links: Pick<LinkService, 'add'>
}

/** Makes a shop that has the app a site, or gives it back the one it had. */
export interface Install {
  /**
   * The site of a shop, with tokens that open it. Asks for them only where there are none.
   * @throws RelayError bad_token, unavailable
   */
  ensure(shop: ShopDomain, sessionToken: string, language: Language): Promise<string>
}

export function createInstall(deps: InstallDeps): Install {
  const { shops, tokens, requests, writer } = deps
  const underWay = new Map<ShopDomain, Promise<string>>()

  async function ready(shop: ShopDomain): Promise<string | undefined> {
    const known = await shops.byDomain(shop)
    const isReady = known?.state === 'installed' && (await tokens.has(known.siteId))
    return isReady ? known.siteId : undefined
  }

  async function install(shop: ShopDomain, sessionToken: string, language: Language) {
    const granted = orThrow(await requests.exchange(shop, sessionToken))
    try {
      const kept = await writer.run((tx) => keep(tx, deps, { shop, granted, language }))
      if (kept !== undefined) return kept
    } catch (error) {
      // Both added it in one moment.
      if ((await ready(shop)) === undefined) throw error
    }
    return renew(shop, sessionToken)
  }

  /**
   * Another process was quicker, and the shop is there with tokens of its own: of its and ours only those
   * Shopify gave last are good, and nobody here knows whose these are, so others are asked for.
   */
  async function renew(shop: ShopDomain, sessionToken: string): Promise<string> {
    const latest = orThrow(await requests.exchange(shop, sessionToken))
    return writer.run(async (tx) => {
      const known = await deps.shops.within(tx, { shop })
      if (!known) throw notFound('This shop')
      await tokens.store(tx, known.siteId, latest)
      // What was tried meanwhile may have been tried with tokens that were worthless by then.
      await settleNow(tx, known.siteId)
      return known.siteId
    })
  }

  return {
    async ensure(shop, sessionToken, language) {
      const siteId = await ready(shop)
      if (siteId !== undefined) return siteId
      // Of two exchanges the first one's tokens are worthless, so a shop gets one at a time.
      const running = underWay.get(shop)
      if (running) return running
      const began = install(shop, sessionToken, language).finally(() => underWay.delete(shop))
      underWay.set(shop, began)
      return began
    },
  }
}

/** @returns the shop's site; undefined where another process gave it tokens meanwhile */
async function keep(
  tx: WriteTx,
  deps: InstallDeps,
  { shop, granted, language }: { shop: ShopDomain; granted: Granted; language: Language },
): Promise<string | undefined> {
  const known = await deps.shops.within(tx, { shop })
  if (known?.state === 'installed' && (await deps.tokens.has(known.siteId))) return undefined
  const siteId = known?.siteId ?? (await addShop(tx, deps, shop, language))
  await deps.tokens.store(tx, siteId, granted)
  if (known) {
    // Its tokens were gone, and maybe the app was too, with what was set in the shop.
    await deps.links.add(tx, linkOf(shop, language))
    await deps.shops.begin(tx, siteId)
  }
  await settleNow(tx, siteId)
  return siteId
}

async function addShop(tx: WriteTx, deps: InstallDeps, shop: ShopDomain, language: Language) {
  const siteId = await deps.links.add(tx, linkOf(shop, language))
  await deps.shops.add(tx, siteId, shop)
  return siteId
}

/** A shop as it is known before it said anything of itself. */
function linkOf(shop: ShopDomain, language: Language) {
  const name = shop.replace('.myshopify.com', '')
  return {
    host: 'shopify' as const,
    url: `https://${shop}`,
    endpoint: '',
    shop: { name, language, timeZone: 'UTC' },
  }
}

/** @throws RelayError bad_token, unavailable */
export function orThrow<T>(answer: TokenAnswer<T>): T {
  if (answer.outcome === 'ok') return answer.data
  if (answer.outcome === 'refused') {
    throw new RelayError(
      'bad_token',
      'Shopify no longer knows this page. Nothing is lost; open the app again from the Shopify admin.',
      { cause: new Error(answer.reason) },
    )
  }
  throw new RelayError(
    'unavailable',
    'Shopify did not answer. Nothing is lost; try again in a moment.',
    { cause: new Error(answer.reason) },
  )
}
