import type { PageName } from './page-ids.ts'
import type { ViewRecord } from './visit-record.ts'

/** The page key of a view. */
export function pageNameOf(_siteId: string, { path, kind }: ViewRecord): PageName {
  return { key: path, kind }
}
