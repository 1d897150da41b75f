import type { Language } from '@loods/protocol'
import type { WriteTx } from '../db/writer.ts'
import { addMember } from '../members/member.service.ts'
import type { SiteService } from '../sites/site.service.ts'

/** Makes a shop with this account as its owner, inside an open transaction. Gives the site's id. */
export async function openShop(
  tx: WriteTx,
  sites: SiteService,
  accountId: string,
  shop: { siteName: string; language: Language; timeZone: string },
): Promise<string> {
  const { siteName: name, language, timeZone } = shop
  const site = await sites.create(tx, { name, language, timeZone })
  await addMember(tx, { siteId: site.id, accountId, role: 'owner' })
  return site.id
}
