import { describe, expect, it } from 'vitest'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { openInsightsDatabase } from './insights-database.ts'
import { createInsightsStore } from './store.ts'
import type { ExposureRecord, OrderFact, VisitRecord } from './visit-record.ts'

const HOUR = 3_600_000

function exposed(exposure: Partial<ExposureRecord> = {}, visit: Partial<VisitRecord> = {}) {
  const whole: ExposureRecord = {
    triggerId: 'doubt',
    version: 1,
    arm: 'offered',
    variant: 0,
    at: NOON,
    closed: false,
    accepted: false,
    replied: false,
    ...exposure,
  }
  return aVisit([{}], { exposures: [whole], ...visit })
}

function paid(reference: string, net: number, more: Partial<OrderFact> = {}): OrderFact {
  return { siteId: 'shop', reference, currency: 'EUR', net, counts: true, ...more }
}

async function trialsOf(visits: VisitRecord[], facts: OrderFact[] = [], now = NOON + 25 * HOUR) {
  const store = createInsightsStore(await openInsightsDatabase(':memory:'))
  await store.recordVisits(visits)
  await store.recordOrders(facts)
  return store.trials('shop', now)
}

describe('the trial of a trigger', () => {
  it('counts every eligible visit in its arm, shown or not', async () => {
    const { trials } = await trialsOf([
      exposed({ accepted: true, replied: true }),
      exposed({ suppressed: 'typing' }),
      exposed({ closed: true }),
      exposed({ arm: 'heldOut' }, { addedToCart: true }),
    ])
    expect(trials).toMatchObject([
      {
        triggerId: 'doubt',
        trial: { offered: { eligible: 3 }, heldOut: { eligible: 1, addedToCart: 1 } },
        offered: { shown: 2, closed: 1, accepted: 1, replied: 1 },
        suppressed: { typing: 1 },
      },
    ])
  })

  it('counts a visit of one page nobody touched as bounced, however long a prompt was read', async () => {
    const exposures = exposed().exposures
    const { trials } = await trialsOf([
      aVisit([{ visibleMs: 60_000 }], { exposures }),
      aVisit([{ visibleMs: 60_000, interactions: 1 }], { exposures }),
      aVisit([{}, {}], { exposures }),
    ])
    expect(trials[0]?.trial.offered).toMatchObject({ eligible: 3, bounced: 1 })
  })

  it('counts orders the shop confirmed, by what it keeps of them', async () => {
    const { currency, trials } = await trialsOf(
      [
        exposed({}, { orders: ['a', 'b'] }),
        exposed({}, { orders: ['never confirmed'] }),
        exposed({}, { orders: ['cancelled'] }),
        exposed({ arm: 'heldOut' }, { orders: ['c'] }),
      ],
      [
        paid('a', 5_000),
        paid('b', 1_000),
        paid('c', 2_000),
        paid('cancelled', 0, { counts: false }),
        paid('dollars of somebody who ordered elsewhere', 9_000, { currency: 'USD' }),
      ],
    )
    expect(currency).toBe('EUR')
    expect(trials[0]?.trial).toMatchObject({
      offered: { eligible: 3, ordered: 1, revenue: 6_000, revenueSquares: 36_000_000 },
      heldOut: { eligible: 1, ordered: 1, revenue: 2_000 },
    })
  })

  it('subtracts what was given back later', async () => {
    const store = createInsightsStore(await openInsightsDatabase(':memory:'))
    await store.recordVisits([exposed({}, { orders: ['a'] })])
    await store.recordOrders([paid('a', 5_000)])
    await store.recordOrders([paid('a', 3_000)])
    const { trials } = await store.trials('shop', NOON + 25 * HOUR)
    expect(trials[0]?.trial.offered.revenue).toBe(3_000)
  })

  it('waits a day before a visit counts', async () => {
    const visits = [exposed(), exposed({ at: NOON + 5 * HOUR })]
    const { trials } = await trialsOf(visits)
    expect(trials[0]).toMatchObject({ trial: { offered: { eligible: 1 } }, ripening: 1 })
  })

  it('begins anew with each version of the trigger', async () => {
    const { trials } = await trialsOf([exposed(), exposed({ version: 2 })])
    expect(trials.map(({ version }) => version)).toEqual([1, 2])
  })

  it('counts an order in one visit only, whoever names it again', async () => {
    const { trials } = await trialsOf(
      [exposed({}, { orders: ['a'] }), exposed({ arm: 'heldOut' }, { orders: ['a'] })],
      [paid('a', 5_000)],
    )
    expect(trials[0]?.trial).toMatchObject({ offered: { ordered: 1 }, heldOut: { ordered: 0 } })
  })
})
