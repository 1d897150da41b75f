import type { PageKind } from '@loods/protocol'
import type { VisitSoFar } from '@loods/protocol/risk'
import type { OrderFact, VisitRecord } from '../insights/visit-record.ts'
import type { PastPage, PastVisit } from '../risk/snapshots.ts'
import { aVisit } from './test-visits.ts'

/**
 * Two sorts of shoppers, told apart by nothing but what they do: what kinds of page they open, how long
 * they look, and how pages end for them. So how likely a visit is to order is known at each moment.
 */
interface Sort {
  share: number
  /** Of the pages, by kind. */
  kinds: Partial<Record<PageKind, number>>
  /** Mean of the seconds a page is looked at. */
  seconds: number
  /** Of pages that end: with an order, or with the visit; the others lead to another page. */
  order: number
  leave: number
}

const SORTS: Sort[] = [
  {
    share: 0.85,
    kinds: { product: 0.4, category: 0.3, other: 0.3 },
    seconds: 15,
    order: 0.004,
    leave: 0.4,
  },
  {
    share: 0.15,
    kinds: { product: 0.55, category: 0.15, other: 0.05, cart: 0.25 },
    seconds: 30,
    order: 0.06,
    leave: 0.12,
  },
]

const MINUTE = 60_000

/** Visits of such a shop, oldest first, one a minute up to `until`. */
export function riskyVisits(count: number, random: () => number, until: number): PastVisit[] {
  return Array.from({ length: count }, (_, n) => {
    const startedAt = until - (count - n) * MINUTE
    return riskyVisit(startedAt, random)
  })
}

function riskyVisit(startedAt: number, random: () => number): PastVisit {
  const sort = random() < (SORTS[0]?.share ?? 0) ? SORTS[0] : SORTS[1]
  const { kinds, seconds, order, leave } = sort as Sort
  const pages: PastPage[] = []
  let openedAt = startedAt
  for (;;) {
    const looked = Math.round(-seconds * Math.log(1 - random()))
    pages.push({ kind: drawn(kinds, random()), openedAt, seconds: looked, added: false })
    openedAt += (looked + 1) * 1_000
    const end = random()
    if (end < order) pages.push({ kind: 'thank-you', openedAt, seconds: 5, added: false })
    if (end < order + leave)
      return { startedAt, device: 'phone', pages, ordered: end < order, count: 1 }
  }
}

function drawn(kinds: Sort['kinds'], at: number): PageKind {
  let before = 0
  for (const [kind, share] of Object.entries(kinds)) {
    before += share
    if (at < before) return kind as PageKind
  }
  return 'product'
}

/** How likely such a visit is to end without an order, by somebody who knows the shop through and through. */
export function trueRisk({ kind, seconds, kinds }: VisitSoFar): number {
  const odds = SORTS.map((sort) => {
    const chance = (name: string) => sort.kinds[name as PageKind] ?? 0
    const goesOn = 1 - sort.order - sort.leave
    const past = Object.entries(kinds).map(
      ([name, [pages, looked]]) =>
        ((chance(name) * goesOn) / sort.seconds) ** pages * Math.exp(-looked / sort.seconds),
    )
    const here = chance(kind) * Math.exp(-seconds / sort.seconds)
    return sort.share * here * past.reduce((product, one) => product * one, 1)
  })
  const all = odds.reduce((sum, one) => sum + one, 0)
  return odds.reduce((risk, one, i) => risk + (one / all) * endsWithout(SORTS[i] as Sort), 0)
}

function endsWithout({ order, leave }: Sort): number {
  return leave / (order + leave)
}

/** Such a visit as it is recorded; one that ordered names its order. */
export function toRecord(siteId: string, visit: PastVisit, n: number): VisitRecord {
  const { startedAt, device, pages, ordered } = visit
  const views = pages.map(({ kind, openedAt, seconds }) => ({
    key: `/${kind}`,
    kind,
    openedAt,
    visibleMs: seconds * 1_000,
  }))
  const orders = ordered ? [referenceOf(n)] : []
  return aVisit(views, { siteId, id: `risky-${n}`, startedAt, device, orders })
}

/** What the shop says of the order of its visit number `n`. */
export function toFact(siteId: string, n: number): OrderFact {
  return { siteId, reference: referenceOf(n), currency: 'EUR', net: 4_900, counts: true }
}

function referenceOf(n: number): string {
  return `order-${n}`
}
