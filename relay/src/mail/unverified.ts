import type { WriteTx } from '../db/writer.ts'
import {
  deleteUnverifiedMails,
  findMailingSites,
  findUnverifiedMail,
  insertUnverifiedMail,
} from './mail.repository.ts'

/** Milliseconds in which an unproven address gets at most this many mails (T71). */
const WINDOW = 24 * 3_600_000
const MOST_PER_SITE = 1
const MOST_OVER_ALL = 3

/** Mails that belong to no site, such as for a new account. */
export const NO_SITE = ''

/**
 * Takes the place of one mail to an address nobody has proven, if there is one left: whoever types
 * in somebody else's address a thousand times sends that person one mail (T71).
 * @param mail.id of the outbox row; asking again for the same one gives the same answer
 */
export async function takeUnverifiedSlot(
  tx: WriteTx,
  mail: { id: string; siteId: string; addressHash: string },
): Promise<boolean> {
  if (await findUnverifiedMail(tx.db, mail.id)) return true
  await deleteUnverifiedMails(tx.db, tx.now - WINDOW)
  const sites = await findMailingSites(tx.db, mail.addressHash, tx.now - WINDOW)
  const own = sites.filter((siteId) => siteId === mail.siteId).length
  const most = mail.siteId === NO_SITE ? MOST_OVER_ALL : MOST_PER_SITE
  if (own >= most || sites.length >= MOST_OVER_ALL) return false
  await insertUnverifiedMail(tx.db, {
    id: mail.id,
    site_id: mail.siteId,
    address_hash: mail.addressHash,
    at: tx.now,
  })
  return true
}
