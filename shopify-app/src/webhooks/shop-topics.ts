import * as v from 'valibot'
import type { Writer } from '../../../relay/src/db/writer.ts'
import type { LinkService } from '../../../relay/src/hosts/link.service.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import { learn } from '../settle/learn.ts'
import { settleNow } from '../settle/settle-row.ts'
import type { ShopService } from '../shops/shop.service.ts'
import type { TokenService } from '../tokens/token.service.ts'
import type { Told, Topics } from './topics.ts'

export interface ShopTopicDeps {
  writer: Writer
  shops: ShopService
  sites: SiteService
  tokens: Pick<TokenService, 'drop'>
  links: Pick<LinkService, 'set'>
}

/** What shops tell of themselves. */
export function shopTopics(deps: ShopTopicDeps): Topics {
  const { writer, shops } = deps
  return {
    'app/uninstalled': { handle: (told) => uninstalled(deps, told) },
    'shop/update': { handle: (told) => updated(deps, told) },
    'app/scopes_update': {
      async handle({ shop }) {
        await writer.run((tx) => settleNow(tx, shop.siteId))
        return undefined
      },
    },
    'themes/publish': {
      needs: 'read_themes',
      async handle({ shop, triggeredAt }) {
        await writer.run(async (tx) => {
          const { themePublishedAt = 0 } = (await shops.of(tx, shop.siteId)).facts
          if (themePublishedAt >= triggeredAt) return
          await shops.note(tx, shop.siteId, { themePublishedAt: triggeredAt })
        })
        return undefined
      },
    },
  }
}

/** The tokens open nothing any more and the widget is gone; what was said stays until shop/redact. */
async function uninstalled(
  { writer, shops, tokens, links }: ShopTopicDeps,
  { shop: { siteId }, triggeredAt }: Told,
) {
  await writer.run(async (tx) => {
    const { installedAt } = await shops.of(tx, siteId)
    // It comes up to hours late: the app may be back already.
    if (triggeredAt < installedAt) return
    await shops.end(tx, siteId)
    await tokens.drop(tx, siteId)
    await links.set(tx, siteId, 'off')
  })
  return undefined
}

const text = v.fallback(v.optional(v.string()), undefined)
const shopPayload = v.object({
  name: text,
  domain: text,
  iana_timezone: text,
  currency: text,
  primary_locale: text,
})

async function updated(deps: ShopTopicDeps, { shop: { siteId }, triggeredAt, body }: Told) {
  const it = v.parse(shopPayload, body)
  const facts = {
    ...(it.name && { name: it.name }),
    ...(it.domain && { primaryDomain: it.domain }),
    ...(it.iana_timezone && { timeZone: it.iana_timezone }),
    ...(it.currency && { currency: it.currency }),
    ...(it.primary_locale && { locale: it.primary_locale }),
  }
  await deps.writer.run((tx) => learn(tx, deps, siteId, { ...facts, asOf: triggeredAt }))
  return undefined
}
