import type { LiveVisit, ServerFrame } from '@loods/protocol'

/** Milliseconds between two lists sent to the same team, however busy the shop is. */
const FEED_EVERY = 1_000

/** Tells members online who is on the pages, soon after it changed and never more than once a second. */
export interface VisitFeed {
  changed(siteId: string): void
}

export function createVisitFeed(deps: {
  list(siteId: string): LiveVisit[]
  anybodyOnline(siteId: string): boolean
  toMembers(siteId: string, frame: ServerFrame): void
}): VisitFeed {
  const waiting = new Set<string>()
  return {
    changed(siteId) {
      if (waiting.has(siteId) || !deps.anybodyOnline(siteId)) return
      waiting.add(siteId)
      setTimeout(() => {
        waiting.delete(siteId)
        deps.toMembers(siteId, { type: 'visitors', visits: deps.list(siteId) })
      }, FEED_EVERY).unref()
    },
  }
}
