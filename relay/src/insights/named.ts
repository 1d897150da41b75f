import type { PageRules } from '@loods/protocol'
import { pageKeyOf } from '../page-views/page-key.ts'
import type { SeenView, VisitRecord } from './visit-record.ts'

/** A visit by the names its pages are counted under. */
export function named(visit: VisitRecord<SeenView>, rules: PageRules): VisitRecord {
  return {
    ...visit,
    views: visit.views.map(({ path, template, ...view }) => ({
      ...view,
      key: pageKeyOf({ url: path, kind: view.kind, ...(template && { template }) }, rules),
    })),
  }
}
