import type { HostName } from '@loods/protocol'
import type { Database } from '../db/database.ts'
import { findLink } from './link.repository.ts'

/** Tells what kind of shop a site is tied to; undefined where it is tied to none. */
export function createHostOf(
  db: Pick<Database, 'read'>,
): (siteId: string) => Promise<HostName | undefined> {
  return async (siteId) => (await findLink(db.read, siteId))?.host as HostName | undefined
}
