import type { Device, PageKind } from '@loods/protocol'
import type { VisitSoFar } from '@loods/protocol/risk'

/** One page of a visit that is over. */
export interface PastPage {
  kind: PageKind
  /** Milliseconds since 1970. */
  openedAt: number
  /** Whole seconds it was visible. */
  seconds: number
  /** Something was put in the cart on it. */
  added: boolean
}

/** A visit that is over, and in which no prompt of ours was shown. */
export interface PastVisit {
  startedAt: number
  device: Device
  pages: PastPage[]
  /** It ended with an order that the shop confirmed. */
  ordered: boolean
  /** How many visits it stands for: more than one where others like it were shown something. */
  count: number
}

/** Seconds on a page at which it is looked at. */
const MOMENTS = [0, 10, 40, 160]
/** Pages of a visit it is looked at on: a long visit is seen more often, but not as often as it is long. */
const PAGES = new Set([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96])

/**
 * What was known of a visit at moments in its middle, as a page would have known it. Which moments these
 * are is fixed beforehand, and each is there for every visit that came to it: drawn from what a visit
 * turned out to be, or made to count for less in long visits, early moments would seem to lead to fewer
 * orders than they do. Of the checkout only its first page is looked at, because the last one is seen by
 * those who order only; from the thank-you page on nothing is.
 */
export function snapshotsOf({ device, pages }: PastVisit): VisitSoFar[] {
  const snapshots: VisitSoFar[] = []
  const kinds: VisitSoFar['kinds'] = {}
  let added = false
  for (const [index, page] of pages.entries()) {
    const { kind, openedAt } = page
    if (kind === 'thank-you') break
    const seconds = secondsAlone(page, pages[index + 1])
    if (PAGES.has(index + 1) && !(kind === 'checkout' && kinds.checkout)) {
      for (const moment of MOMENTS.filter((moment) => moment <= seconds)) {
        const at = openedAt + moment * 1_000
        snapshots.push({ kind, seconds: moment, kinds: { ...kinds }, added, device, at })
      }
    }
    const [count, past] = kinds[kind] ?? [0, 0]
    kinds[kind] = [count + 1, past + seconds]
    added ||= page.added
  }
  return snapshots
}

/** Seconds it was visible before the next page came; what another tab showed later nobody knew yet. */
function secondsAlone({ openedAt, seconds }: PastPage, next: PastPage | undefined): number {
  const until = next ? Math.ceil((next.openedAt - openedAt) / 1_000) + 1 : Number.POSITIVE_INFINITY
  return Math.max(0, Math.min(seconds, until))
}
