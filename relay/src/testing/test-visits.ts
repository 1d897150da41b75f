import type { OrderFact, ViewRecord, VisitRecord } from '../insights/visit-record.ts'

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

const DAY = 86_400_000

/**
 * Four weeks of a lamp shop: fourteen products of which `/lampen/lamp-2` loses twice as many visits at
 * once as the others, and the way from there to an order.
 */
export function aMonth(siteId: string, random: () => number, today: number): VisitRecord[] {
  return Array.from({ length: 4_000 }, () => {
    const lamp = Math.floor(random() ** 2 * 14)
    const stays = random() < (lamp === 2 ? 0.25 : 0.6)
    const product = {
      key: `/lampen/lamp-${lamp}`,
      visibleMs: Math.round(random() ** 2 * (stays ? 90_000 : 9_000)),
      interactions: stays ? 3 : 0,
    }
    const way = [
      { key: '/winkelwagen', kind: 'cart' },
      { key: '/afrekenen', kind: 'checkout' },
      { key: '/bedankt', kind: 'thank-you' },
    ] as const
    const steps = way.slice(0, stays ? Math.floor(random() ** 3 * 4) : 0)
    return aVisit([product, ...steps], {
      siteId,
      startedAt: today - Math.floor(random() * 27 * DAY),
      device: random() < 0.6 ? 'phone' : 'desk',
    })
  })
}

/** One arm of a trial: so many visits, of which every so-manieth ordered for so many cents. */
interface TestArm {
  visits: number
  everyOrders: number
  cents: number
}

/**
 * Visits of the last weeks in which a trigger's moment came, with the orders a shop confirmed of them.
 * Of the offered ones every fifth closed the prompt, every fourth took it up, every tenth kept still
 * because the shopper was typing.
 */
export function aTrial(
  { siteId, triggerId, today }: { siteId: string; triggerId: string; today: number },
  arms: Record<'offered' | 'heldOut', TestArm>,
): { visits: VisitRecord[]; orders: OrderFact[] } {
  const orders: OrderFact[] = []
  const of = (arm: 'offered' | 'heldOut') =>
    Array.from({ length: arms[arm].visits }, (_, n) => {
      const startedAt = today - (2 + (n % 25)) * DAY
      const ordered = n % arms[arm].everyOrders === 0
      const reference = `${triggerId}-${arm}-${n}`
      if (ordered) {
        orders.push({ siteId, reference, currency: 'EUR', net: arms[arm].cents, counts: true })
      }
      const offered = arm === 'offered'
      return aVisit([{ key: '/lampen/lamp-2' }], {
        siteId,
        startedAt,
        orders: ordered ? [reference] : [],
        addedToCart: ordered || n % 7 === 0,
        exposures: [
          {
            ...{ triggerId, version: 1, arm, variant: 0, at: startedAt + 20_000 },
            closed: offered && n % 5 === 1,
            accepted: offered && n % 4 === 0,
            replied: offered && n % 8 === 0,
            ...(offered && n % 10 === 9 && { suppressed: 'typing' }),
          },
        ],
      })
    })
  return { visits: [...of('offered'), ...of('heldOut')], orders }
}
