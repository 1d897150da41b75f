import { toJson } from '../db/json.ts'
import type { WriteTx } from '../db/writer.ts'

/** What of a shop its members' screens fetch anew. */
type SitePart =
  | 'settings'
  | 'team'
  | 'tags'
  | 'canned_replies'
  | 'triggers'
  | 'leads'
  | 'deliveries'
  | 'channels'
  | 'templates'

/** Tells the members' screens of a shop that something of it changed; what is of no shop ('') has none. */
export function siteChanged(tx: WriteTx, siteId: string, what: SitePart): void {
  if (siteId !== '') tx.emit({ siteId, type: 'site', data: toJson({ what }), at: tx.now })
}
