import { expect, it } from 'vitest'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { openInsightsDatabase } from './insights-database.ts'
import { readPastVisits } from './past-visits.ts'
import { createInsightsStore } from './store.ts'
import { DAY } from './tally.ts'
import type { ExposureRecord, VisitRecord } from './visit-record.ts'

const NOW = NOON + 2 * DAY

async function pastOf(...visits: VisitRecord[]) {
  await using db = await openInsightsDatabase(':memory:')
  const store = createInsightsStore(db)
  await store.recordVisits(visits)
  await store.recordOrders(
    ['paid', 'open'].map((reference) => ({
      ...{ siteId: 'shop', reference, currency: 'EUR', net: 100 },
      counts: reference === 'paid',
    })),
  )
  return await readPastVisits(db, 'shop', NOW)
}

function exposed(arm: ExposureRecord['arm'], more: Partial<ExposureRecord> = {}): VisitRecord {
  const exposure: ExposureRecord = {
    ...{ triggerId: 'doubt', version: 1, arm, variant: 0, at: NOON },
    ...{ closed: false, accepted: false, replied: false },
    ...more,
  }
  return aVisit([{}], { exposures: [exposure] })
}

it('reads pages as they were, and an order only where the shop confirmed it', async () => {
  const past = await pastOf(
    aVisit([{ addedToCart: true }, { kind: 'cart', key: '/cart' }], { orders: ['paid'] }),
    aVisit([{}], { orders: ['open'], startedAt: NOON + 1 }),
    aVisit([{}], { orders: ['unknown'], startedAt: NOON + 2 }),
  )
  expect(past.map(({ ordered }) => ordered)).toEqual([true, false, false])
  expect(past[0]?.pages).toEqual([
    { kind: 'product', openedAt: NOON, seconds: 20, added: true },
    { kind: 'cart', openedAt: NOON + 60_000, seconds: 20, added: false },
  ])
})

it('leaves out visits that were shown something, and lets those held out stand for them', async () => {
  const past = await pastOf(
    aVisit([{}]),
    exposed('heldOut'),
    ...Array.from({ length: 4 }, () => exposed('offered')),
    exposed('offered', { suppressed: 'typing' }),
    aVisit([{}], { invited: true }),
    // Nobody was held out of this one: nothing is known of such visits without it.
    exposed('offered', { triggerId: 'stuck' }),
  )
  expect(past.map(({ count }) => count).sort()).toEqual([1, 1, 5])
})

it('lets no visit stand for more than ten', async () => {
  const shown = Array.from({ length: 40 }, () => exposed('offered'))
  expect((await pastOf(exposed('heldOut'), ...shown)).map(({ count }) => count)).toEqual([10])
})

it('waits a day for orders to be confirmed, and knows no other shop', async () => {
  const young = aVisit([{}], { startedAt: NOW - DAY + 1 })
  expect(await pastOf(young, aVisit([{}], { siteId: 'other' }))).toEqual([])
})
