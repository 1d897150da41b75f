import { siteSettings } from '@loods/protocol'
import * as v from 'valibot'
import type { WriteTx } from '../../../relay/src/db/writer.ts'
import type { SiteService } from '../../../relay/src/sites/site.service.ts'
import { languageOf } from '../enter/language.ts'
import type { ShopFacts, ShopService } from '../shops/shop.service.ts'

export interface LearnDeps {
  shops: ShopService
  sites: Pick<SiteService, 'change'>
}

const { timeZone, name } = siteSettings.entries

/**
 * Keeps what a shop says of itself, inside an open transaction. Its name, time zone and language become
 * the site's only the first time: afterwards they are whatever its owner made of them. What is older
 * than what is known changes nothing.
 */
export async function learn(
  tx: WriteTx,
  { shops, sites }: LearnDeps,
  siteId: string,
  facts: ShopFacts & { asOf: number },
): Promise<void> {
  const { domain, facts: before } = await shops.of(tx, siteId)
  if ((before.asOf ?? 0) > facts.asOf) return
  await shops.note(tx, siteId, facts)
  const first = (field: keyof ShopFacts) => before[field] === undefined
  const isNews =
    before.primaryDomain !== facts.primaryDomain ||
    first('name') ||
    (first('locale') && facts.locale)
  if (!isNews) return
  await sites.change(tx, siteId, ({ origins }) => ({
    origins: [...new Set([...origins, ...originsOf(domain, facts.primaryDomain)])].slice(0, 30),
    ...(first('name') && v.is(name, facts.name) && { name: facts.name }),
    ...(first('timeZone') && v.is(timeZone, facts.timeZone) && { timeZone: facts.timeZone }),
    ...(first('locale') && facts.locale && { language: languageOf(facts.locale) }),
  }))
}

/** Where shoppers may be: the shop's own domain and its permanent one, which forwards to it. */
function originsOf(domain: string, primary: string | undefined): string[] {
  const host = primary?.toLowerCase()
  const isHost = host !== undefined && URL.parse(`https://${host}`)?.host === host
  return [`https://${domain}`, ...(isHost ? [`https://${host}`] : [])]
}
