import { describe, expect, it } from 'vitest'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { openInsightsDatabase } from './insights-database.ts'
import { createInsightsStore } from './store.ts'
import { dayOf } from './tally.ts'

const TODAY = dayOf(NOON)
const DAY = 86_400_000
const days = { siteId: 'shop', from: TODAY - 27, to: TODAY }

async function openStore() {
  const db = await openInsightsDatabase(':memory:')
  return createInsightsStore(db, (_, { path, kind }) => ({ key: path, kind }))
}

describe('what is counted on a shop’s pages', () => {
  it('is added to what was there, in any number of batches', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}, { path: '/cart', kind: 'cart' }]), aVisit([{}])])
    await store.recordVisits([aVisit([{}])])
    expect(await store.pages(days, {})).toEqual([
      expect.objectContaining({
        key: '/lamp',
        kind: 'product',
        device: 'desk',
        views: 3,
        exits: 2,
      }),
      expect.objectContaining({ key: '/cart', views: 1, exits: 1 }),
    ])
    expect(await store.steps(days)).toEqual(
      expect.arrayContaining([{ kind: 'product', device: 'desk', reached: 3, wentOn: 1 }]),
    )
  })

  it('weighs less the older it is, where that is asked for', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{}], { startedAt: NOON - 14 * DAY })])
    const [page] = await store.pages(days, { halfLife: 14 })
    expect(page?.views).toBeCloseTo(1.5)
  })

  it('can leave out visits that a prompt could reach', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{ untouched: false }])])
    const [page] = await store.pages(days, { untouched: true })
    expect(page?.views).toBe(1)
  })

  it('is shown day by day and by looking time', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{}], { startedAt: NOON - DAY })])
    const [page] = await store.pages(days, {})
    const of = { pageId: page?.pageId as number }
    expect((await store.pageDays(days, of)).map(({ day, views }) => [day, views])).toEqual([
      [TODAY - 1, 1],
      [TODAY, 1],
    ])
    expect(await store.dwell(days, of)).toEqual([{ step: 8, views: 2, leavers: 2 }])
  })

  it('is one shop’s own', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{}], { siteId: 'other' })])
    expect((await store.pages(days, {})).map(({ views }) => views)).toEqual([1])
    await store.forget('shop')
    expect(await store.pages(days, {})).toEqual([])
    expect(await store.pages({ ...days, siteId: 'other' }, {})).toHaveLength(1)
  })

  it('goes on after a shop was forgotten and comes back', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}])])
    await store.forget('shop')
    await store.recordVisits([aVisit([{}])])
    expect(await store.pages(days, {})).toHaveLength(1)
  })

  it('is kept for as long as the shop says', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{}], { startedAt: NOON - 20 * DAY })])
    await store.trim('shop', NOON - 10 * DAY)
    expect((await store.pages(days, {})).map(({ views }) => views)).toEqual([1])
  })
})

it('counts what comes after a thousand page keys together', async () => {
  const store = await openStore()
  const junk = Array.from({ length: 5_000 }, (_, n) =>
    aVisit([{ path: `/junk-${n}`, kind: 'other' }]),
  )
  await store.recordVisits(junk)
  await store.recordVisits(junk.map((visit) => ({ ...visit, id: `${visit.id} again` })))
  const pages = await store.pages(days, {})
  expect(pages).toHaveLength(1_001)
  expect(pages.find(({ key }) => key === '*')?.views).toBe(8_000)
})
