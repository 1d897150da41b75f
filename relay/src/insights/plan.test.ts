import { describe, expect, it } from 'vitest'
import { NO_OUTCOMES } from '../statistics/arms.ts'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { openInsightsDatabase } from './insights-database.ts'
import { planTrial } from './plan.ts'
import { createInsightsStore } from './store.ts'
import { DAY } from './tally.ts'
import type { TrialCounts } from './trials.ts'

const NOBODY = { visits: 0, ordered: 0 }

function trialOf(offered: [number, number], heldOut: [number, number]): TrialCounts {
  const arm = ([eligible, ordered]: [number, number]) => ({ ...NO_OUTCOMES, eligible, ordered })
  return {
    triggerId: 'doubt',
    version: 1,
    trial: { offered: arm(offered), heldOut: arm(heldOut) },
    offered: { shown: 0, closed: 0, accepted: 0, replied: 0 },
    suppressed: {},
    variants: [],
    since: NOON - 10 * DAY,
    ripening: 0,
  }
}

describe('the plan of a trial', () => {
  it('assumes what is usual where nothing is known, and says so', () => {
    const { base, perDay, shares } = planTrial({ currency: 'EUR', totals: NOBODY }, NOON)
    expect(base).toEqual({ rate: 0.03, from: 'assumed' })
    expect(perDay).toBeUndefined()
    const visits = shares.map((share) => share.visits)
    expect(visits).toEqual(visits.toSorted((one, other) => other - one))
    // Half and half, a fifth more on 3 %: as measured by simulation.
    expect(visits.at(-1)).toBeGreaterThan(20_000)
    expect(visits.at(-1)).toBeLessThan(60_000)
  })

  it('goes by the shop’s own visits, and better by the trial’s own', () => {
    const totals = { visits: 4_000, ordered: 80 }
    expect(planTrial({ currency: 'EUR', totals }, NOON).base).toEqual({ rate: 0.02, from: 'shop' })
    const trial = trialOf([1_600, 90], [400, 20])
    expect(planTrial({ currency: 'EUR', totals, trial }, NOON)).toMatchObject({
      base: { rate: 0.05, from: 'trial' },
      perDay: 200,
    })
  })

  it('holds a rate of which a fifth more cannot be within bounds', () => {
    const totals = { visits: 100, ordered: 100 }
    expect(planTrial({ currency: 'EUR', totals }, NOON).base.rate).toBe(0.8)
  })
})

it('visits are counted once, with an order where the shop confirmed one', async () => {
  const store = createInsightsStore(await openInsightsDatabase(':memory:'))
  await store.recordVisits([
    aVisit([{}], { orders: ['a', 'b'] }),
    aVisit([{}], { orders: ['never confirmed'] }),
    aVisit([{}]),
    aVisit([{}], { siteId: 'other' }),
  ])
  const fact = { siteId: 'shop', currency: 'EUR', net: 500, counts: true }
  await store.recordOrders([
    { ...fact, reference: 'a' },
    { ...fact, reference: 'b' },
  ])
  const period = { siteId: 'shop', from: NOON - DAY, to: NOON + DAY }
  expect(await store.visitTotals(period)).toEqual({ visits: 3, ordered: 1 })
  expect(await store.visitTotals({ ...period, to: NOON - 1 })).toEqual({ visits: 0, ordered: 0 })
})
