import type { LiveVisit, viewRequest } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { InferOutput } from 'valibot'
import { createVisitorKeys } from './visitor-key.ts'

/** Milliseconds without a beat after which a page is no longer looked at; beats come each 30 s. */
const VIEW_LIFE = 75_000
/** Milliseconds after its last page in which a visit goes on when the next page loads. */
const VISIT_LIFE = 30 * 60_000
/** Visits remembered for one shop, and pages open at once in one browser: bounds on memory. */
const MAX_VISITS = 5_000
const MAX_VIEWS = 20
/** Visits in one list; nobody reads more. */
const LIST_LIMIT = 200

export type View = InferOutput<typeof viewRequest> & { viewId: string }

interface OpenView {
  view: View
  since: number
  seenAt: number
}

interface Visit {
  id: string
  key: string
  since: number
  lastAt: number
  pages: number
  referrer: string | undefined
  conversationId: string | undefined
  prompted: boolean
  views: Map<string, OpenView>
}

/** Who is on a shop's pages now. In memory only: nothing of it outlives the relay or the day. */
export interface Visits {
  view(siteId: string, from: { address: string; agent: string }, view: View): void
  /**
   * The page is still looked at, maybe by somebody who chats now. False when this view is not known
   * (any more).
   */
  beat(siteId: string, viewId: string, conversationId?: string): boolean
  leave(siteId: string, viewId: string): void
  /** A prompt was shown on this page: there is no other one in its visit. */
  notePrompt(siteId: string, viewId: string): void
  /** Whether a prompt was shown in the visit this page belongs to. */
  wasPrompted(siteId: string, viewId: string): boolean
  /** Visits with a page open, the newest page first. */
  list(siteId: string): LiveVisit[]
  /** Forgets pages without a beat and visits that ended. */
  sweep(): void
}

interface Place {
  visits: Map<string, Visit>
  byView: Map<string, Visit>
}

/** @param onChange called when a site's list may read otherwise */
export function createVisits(clock: () => number, onChange: (siteId: string) => void): Visits {
  const keysOf = createVisitorKeys(clock)
  const sites = new Map<string, Place>()

  function placeOf(siteId: string): Place {
    const known = sites.get(siteId)
    if (known) return known
    const place: Place = { visits: new Map(), byView: new Map() }
    sites.set(siteId, place)
    return place
  }

  function drop(place: Place, visit: Visit, viewId: string): void {
    visit.views.delete(viewId)
    place.byView.delete(viewId)
  }

  /** The visit this browser is on, or a new one; none when the shop has more than we keep. */
  function visitOf(place: Place, [key, oldKey]: [string, string]): Visit | undefined {
    const known = place.visits.get(key) ?? place.visits.get(oldKey)
    if (known && clock() - known.lastAt < VISIT_LIFE) return known
    if (place.visits.size >= MAX_VISITS) return undefined
    const now = clock()
    const visit: Visit = {
      id: nanoid(),
      key,
      since: now,
      lastAt: now,
      pages: 0,
      referrer: undefined,
      conversationId: undefined,
      prompted: false,
      views: new Map(),
    }
    place.visits.set(key, visit)
    return visit
  }

  return {
    view(siteId, { address, agent }, view) {
      const place = placeOf(siteId)
      const visit = visitOf(place, keysOf(siteId, address, agent))
      if (!visit || (place.byView.has(view.viewId) && !visit.views.has(view.viewId))) return
      if (!visit.views.has(view.viewId)) visit.pages += 1
      const oldest = visit.views.keys().next().value
      if (visit.views.size >= MAX_VIEWS && oldest) drop(place, visit, oldest)
      const now = clock()
      visit.lastAt = now
      visit.referrer ??= view.referrer
      visit.conversationId = view.conversationId ?? visit.conversationId
      visit.views.set(view.viewId, { view, since: now, seenAt: now })
      place.byView.set(view.viewId, visit)
      onChange(siteId)
    },
    beat(siteId, viewId, conversationId) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      const open = visit?.views.get(viewId)
      if (!visit || !open) return false
      open.seenAt = clock()
      visit.lastAt = open.seenAt
      if (conversationId && conversationId !== visit.conversationId) {
        visit.conversationId = conversationId
        onChange(siteId)
      }
      return true
    },
    leave(siteId, viewId) {
      const place = sites.get(siteId)
      const visit = place?.byView.get(viewId)
      if (!place || !visit) return
      visit.lastAt = clock()
      drop(place, visit, viewId)
      onChange(siteId)
    },
    notePrompt(siteId, viewId) {
      const visit = sites.get(siteId)?.byView.get(viewId)
      if (visit) visit.prompted = true
    },
    wasPrompted: (siteId, viewId) => sites.get(siteId)?.byView.get(viewId)?.prompted ?? false,
    list(siteId) {
      const visits = [...(sites.get(siteId)?.visits.values() ?? [])]
      return visits
        .filter((visit) => visit.views.size > 0)
        .map(toLiveVisit)
        .sort((a, b) => b.pageSince - a.pageSince)
        .slice(0, LIST_LIMIT)
    },
    sweep() {
      const now = clock()
      for (const [siteId, place] of sites) {
        const before = place.byView.size
        for (const visit of place.visits.values()) {
          for (const [viewId, open] of visit.views) {
            if (now - open.seenAt >= VIEW_LIFE) drop(place, visit, viewId)
          }
          const over = visit.views.size === 0 && now - visit.lastAt >= VISIT_LIFE
          if (over) place.visits.delete(visit.key)
        }
        if (place.byView.size !== before) onChange(siteId)
        if (place.visits.size === 0) sites.delete(siteId)
      }
    },
  }
}

/** A visit by the page it opened last. */
function toLiveVisit(visit: Visit): LiveVisit {
  const { view, since } = [...visit.views.values()].at(-1) as OpenView
  return {
    id: visit.id,
    page: view.page,
    pageSince: since,
    since: visit.since,
    pages: visit.pages,
    ...(view.device && { device: view.device }),
    ...(view.language && { language: view.language }),
    ...(visit.referrer && { referrer: visit.referrer }),
    ...(visit.conversationId && { conversationId: visit.conversationId }),
  }
}
