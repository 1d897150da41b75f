import type { Device, PageKind, TriggerNote } from '@loods/protocol'
import type { PagesSeen } from '@loods/protocol/risk'
import { nanoid } from 'nanoid'
import type { ExposureRecord, SeenView, VisitRecord } from '../insights/visit-record.ts'
import type { View, ViewEnd } from './visits.ts'

/** Pages of one visit that are written down; nobody reads a shop further. */
const MAX_VIEWS = 300
/** Orders one visit can end in. */
const MAX_ORDERS = 5
/** Things a visit remembers that happened where no page tells of itself. */
const MAX_OUTSIDE = 20
/** Milliseconds a beat speaks for; beats come from pages that are visible. */
const BEAT = 30_000
/** Milliseconds of one page that count: a page left open over lunch was not read as long. */
const LONGEST = 30 * 60_000
/** Why nothing was shown where the page told no reason: its shopper had gone on. */
const GONE = 'gone'

/** What a page tells of a prompt that was shown. */
const ANSWERS: TriggerNote['did'][] = ['shown', 'closed', 'accepted']

/** Where a visit is in the trial of a trigger. */
export type TrialPlace = Pick<ExposureRecord, 'triggerId' | 'version' | 'arm' | 'variant' | 'share'>

/** Pages of a visit: whole seconds they were visible, how many and how long by kind, and whether the cart was filled. */
export interface OtherPages {
  seconds: number
  kinds?: Partial<Record<PageKind, PagesSeen>>
  added?: boolean
}

/** Writes down a visit while it goes on; nothing in it says who it was. */
export interface Journal {
  /** @param untouched no prompt of ours can come between on this page */
  opened(view: View, now: number, untouched: boolean): void
  /** A trigger's moment has come; a visit is eligible once for each, as it was the first time. */
  eligible(place: TrialPlace, note: TriggerNote, now: number): void
  /** Something happened to a trigger whose moment had come. */
  noted(note: TriggerNote): void
  /** A member's own words were shown on this page: what is done on it is done with help. */
  invited(viewId: string): void
  /** An order was placed on a page that is open already. */
  ordered(viewId: string, order: string): void
  /** An order was named in it. */
  names(order: string): boolean
  /** A page is still looked at. */
  seen(viewId: string, now: number): void
  /** What happened on a page so far; said again, or out of order, the larger numbers count. */
  left(end: ViewEnd): void
  /** What the pages other than this one were. */
  without(viewId: string): OtherPages
  /** Something happened where no page tells of itself. */
  happened(name: string): void
  /** Names of what happened on the other pages, and where none tells of itself, as often as it did. */
  happenedWithout(viewId: string): string[]
  /** The visit that is over; undefined when nothing of it was written down. */
  record(siteId: string, endedAt: number, chatted: boolean): VisitRecord<SeenView> | undefined
}

/** @param startedAt milliseconds */
export function createJournal(startedAt: number): Journal {
  const views = new Map<string, SeenView>()
  /** When pages were last seen that have not told themselves how long. */
  const seenAt = new Map<string, number>()
  const orders = new Set<string>()
  const coupons = new Map<string, number>()
  const outside: string[] = []
  const exposures = new Map<string, ExposureRecord>()
  let device: Device = 'desk'
  let referrer: string | undefined
  let addedToCart = false
  let invited = false

  // A page that turns without loading goes on naming what was ordered before.
  const isNews = (order: string | undefined) => order !== undefined && !orders.has(order)
  const name = (order: string) => orders.size < MAX_ORDERS && orders.add(order)

  return {
    opened(view, now, untouched) {
      if (views.size >= MAX_VIEWS) return
      device = view.device ?? device
      if (views.size === 0) referrer = foreignHost(view)
      const kind = isNews(view.order) ? 'thank-you' : (view.page.kind ?? 'other')
      if (view.order) name(view.order)
      seenAt.set(view.viewId, now)
      views.set(view.viewId, {
        path: new URL(view.page.url).pathname,
        kind,
        ...(view.page.template && { template: view.page.template }),
        openedAt: now,
        visibleMs: 0,
        focusedMs: 0,
        depth: 0,
        interactions: 0,
        untouched,
      })
    },
    eligible(place, { did }, now) {
      if (exposures.has(place.triggerId) || (did !== 'eligible' && did !== 'suppressed')) return
      // Until it is shown, or told why not.
      const suppressed = (place.arm === 'offered' || did === 'suppressed') && { suppressed: GONE }
      const nothing = { closed: false, accepted: false, replied: false }
      exposures.set(place.triggerId, { ...place, at: now, ...suppressed, ...nothing })
    },
    noted({ id, did, why = 'unknown' }) {
      const known = exposures.get(id)
      if (!known) return
      if (did === 'suppressed' && known.suppressed === GONE) known.suppressed = why
      if (!ANSWERS.includes(did) || known.arm === 'heldOut') return
      // Kept still at first, and shown later in the visit after all; what is answered was shown.
      delete known.suppressed
      known.closed ||= did === 'closed'
      known.accepted ||= did === 'accepted'
    },
    invited(viewId) {
      invited = true
      const view = views.get(viewId)
      if (view) view.untouched = false
    },
    ordered(viewId, order) {
      const view = views.get(viewId)
      if (view && isNews(order)) view.kind = 'thank-you'
      name(order)
    },
    names: (order) => orders.has(order),
    seen(viewId, now) {
      const view = views.get(viewId)
      const before = seenAt.get(viewId)
      if (!view || before === undefined) return
      // Clocks are set back sometimes.
      view.visibleMs += Math.max(0, Math.min(now - before, BEAT))
      seenAt.set(viewId, now)
    },
    left({ viewId, visible, focused, depth, interactions, ...end }) {
      const view = views.get(viewId)
      if (!view) return
      // What a page says of itself is more exact than its beats.
      if (seenAt.delete(viewId)) view.visibleMs = 0
      if (end.addedToCart) {
        addedToCart = true
        view.addedToCart = true
      }
      coupons.set(viewId, Math.max(coupons.get(viewId) ?? 0, end.couponsFailed ?? 0))
      view.visibleMs = Math.max(view.visibleMs, Math.min(visible, LONGEST))
      view.focusedMs = Math.max(view.focusedMs, Math.min(focused, view.visibleMs))
      view.depth = Math.max(view.depth, depth / 100)
      view.interactions = Math.max(view.interactions, interactions)
    },
    without(viewId) {
      const others = [...views].filter(([id]) => id !== viewId).map(([, view]) => view)
      const visibleMs = others.reduce((sum, view) => sum + view.visibleMs, 0)
      const added = others.some((view) => view.addedToCart)
      return {
        seconds: Math.round(visibleMs / 1_000),
        ...(others.length > 0 && { kinds: byKind(others) }),
        ...(added && { added }),
      }
    },
    happened(name) {
      if (outside.length < MAX_OUTSIDE) outside.push(name)
    },
    happenedWithout(viewId) {
      const others = [...coupons].filter(([id]) => id !== viewId)
      const failed = others.reduce((sum, [, count]) => sum + count, 0)
      return [
        ...Array.from({ length: failed }, () => 'coupon_failed'),
        // Who ordered after all needs no help with it any more.
        ...(orders.size > 0 ? [] : outside),
      ]
    },
    record: (siteId, endedAt, chatted) =>
      views.size === 0
        ? undefined
        : {
            siteId,
            id: nanoid(),
            startedAt,
            endedAt: Math.max(startedAt, endedAt),
            device,
            ...(referrer && { referrer }),
            views: [...views.values()],
            exposures: [...exposures.values()].map((exposure) => ({
              ...exposure,
              replied: exposure.accepted && chatted,
            })),
            orders: [...orders],
            addedToCart,
            ...(invited && { invited }),
          },
  }
}

/** Each page's seconds are whole by themselves, as they are kept. */
function byKind(views: SeenView[]): NonNullable<OtherPages['kinds']> {
  const kinds: NonNullable<OtherPages['kinds']> = {}
  for (const { kind, visibleMs } of views) {
    const [pages, seconds] = kinds[kind] ?? [0, 0]
    kinds[kind] = [pages + 1, seconds + Math.round(visibleMs / 1_000)]
  }
  return kinds
}

/** Where a visit came from, unless it was the shop itself. */
function foreignHost({ referrer, page }: View): string | undefined {
  const host = referrer && URL.parse(referrer)?.host
  return host && host !== new URL(page.url).host ? host : undefined
}
