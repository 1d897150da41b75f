import type { ViewRecord, VisitRecord } from '../insights/visit-record.ts'

/** When visits of tests began, unless they say otherwise: a Sunday at noon. */
export const NOON = Date.UTC(2026, 10, 22, 12)

/** A page somebody looked at for twenty seconds, unless said otherwise. */
export function aView(view: Partial<ViewRecord> = {}): ViewRecord {
  return {
    key: '/lamp',
    kind: 'product',
    openedAt: NOON,
    visibleMs: 20_000,
    focusedMs: 20_000,
    depth: 0.5,
    interactions: 0,
    untouched: true,
    ...view,
  }
}

let visits = 0

/** A visit on a desk that saw these pages, each a minute after the one before. */
export function aVisit(
  views: Partial<ViewRecord>[],
  visit: Partial<VisitRecord> = {},
): VisitRecord {
  const startedAt = visit.startedAt ?? NOON
  return {
    siteId: 'shop',
    id: `visit-${++visits}`,
    startedAt,
    endedAt: startedAt + views.length * 60_000,
    device: 'desk',
    views: views.map((view, n) => aView({ openedAt: startedAt + n * 60_000, ...view })),
    exposures: [],
    orders: [],
    addedToCart: false,
    ...visit,
  }
}
