import { describe, expect, it } from 'vitest'
import { OTHER_PAGES } from '../page-views/page-key-budget.ts'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { openInsightsDatabase } from './insights-database.ts'
import { createInsightsStore } from './store.ts'
import { dayOf } from './tally.ts'

const TODAY = dayOf(NOON)
const DAY = 86_400_000
const days = { siteId: 'shop', from: TODAY - 27, to: TODAY }

async function openStore() {
  const db = await openInsightsDatabase(':memory:')
  return createInsightsStore(db)
}

describe('what is counted on a shop’s pages', () => {
  it('is added to what was there, in any number of batches', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}, { key: '/cart', kind: 'cart' }]), aVisit([{}])])
    await store.recordVisits([aVisit([{}])])
    expect(await store.pages(days)).toMatchObject([
      { key: '/lamp', kind: 'product', device: 'desk', views: 3, exit: { n: 3, hits: 2 } },
      { key: '/cart', views: 1, exit: { n: 1, hits: 1 }, dropOff: { n: 1, hits: 1 } },
    ])
    expect(await store.steps(days)).toEqual(
      expect.arrayContaining([{ kind: 'product', device: 'desk', reached: 3, wentOn: 1 }]),
    )
  })

  it('finds a page worse than its kind by visits no prompt could reach, old ones weighing less', async () => {
    const store = await openStore()
    const lost = (key: string, n: number, more = {}) =>
      Array.from({ length: n }, () => aVisit([{ key, visibleMs: 1_000, ...more }]))
    const kept = (key: string, n: number, more = {}) =>
      Array.from({ length: n }, () => aVisit([{ key, ...more }]))
    const usual = Array.from({ length: 30 }, (_, page) => [
      ...lost(`/usual-${page}`, 40),
      ...kept(`/usual-${page}`, 60),
    ])
    await store.recordVisits([
      ...usual.flat(),
      ...[...lost('/bad', 85), ...kept('/bad', 15)],
      // Prompts mend this page; what it is like without them is what counts.
      ...[...lost('/mended', 85), ...kept('/mended', 15)],
      ...kept('/mended', 900, { untouched: false }),
      ...lost('/new', 5),
    ])
    const pages = await store.pages(days)
    const standing = (key: string) =>
      pages.find((page) => page.key === key)?.bounce.finding.standing
    expect(standing('/bad')).toBe('prone')
    expect(standing('/mended')).toBe('prone')
    expect(standing('/usual-3')).toBe('usual')
    expect(standing('/new')).toBe('unclear')
    expect(pages.find(({ key }) => key === '/bad')?.bounce).toMatchObject({ n: 100, hits: 85 })
  })

  it('is shown day by day and by looking time', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{}], { startedAt: NOON - DAY })])
    const [page] = await store.pages(days)
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
    expect((await store.pages(days)).map(({ views }) => views)).toEqual([1])
    await store.forget('shop')
    expect(await store.pages(days)).toEqual([])
    expect(await store.pages({ ...days, siteId: 'other' })).toHaveLength(1)
  })

  it('goes on after a shop was forgotten and comes back', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}])])
    await store.forget('shop')
    await store.recordVisits([aVisit([{}])])
    expect(await store.pages(days)).toHaveLength(1)
  })

  it('is kept for as long as the shop says', async () => {
    const store = await openStore()
    await store.recordVisits([aVisit([{}]), aVisit([{}], { startedAt: NOON - 20 * DAY })])
    await store.trim('shop', NOON - 10 * DAY)
    expect((await store.pages(days)).map(({ views }) => views)).toEqual([1])
  })
})

it('counts what comes after a thousand page keys together', async () => {
  const store = await openStore()
  const junk = Array.from({ length: 5_000 }, (_, n) =>
    aVisit([{ key: `/junk-${n}`, kind: 'other' }]),
  )
  await store.recordVisits(junk)
  await store.recordVisits(junk.map((visit) => ({ ...visit, id: `${visit.id} again` })))
  const pages = await store.pages(days)
  expect(pages).toHaveLength(1_001)
  expect(pages.find(({ key }) => key === OTHER_PAGES)?.views).toBe(8_000)
})
