import { describe, expect, it } from 'vitest'
import { OTHER_PAGES } from '../page-views/page-key-budget.ts'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { openInsightsDatabase } from './insights-database.ts'
import { createInsightsStore } from './store.ts'
import { dayOf } from './tally.ts'
import type { ExposureRecord } from './visit-record.ts'

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
    await store.trim('shop', NOON - 10 * DAY, NOON)
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

it('gives the names back that junk addresses took, and loses no view of them', async () => {
  const store = await openStore()
  const junk = (from: number) =>
    Array.from({ length: 5_000 }, (_, n) => aVisit([{ key: `/junk-${from + n}`, kind: 'other' }]))
  const busy = (views: number) =>
    Array.from({ length: views }, () => aVisit([{ key: '/lamp' }, { key: '/cart', kind: 'cart' }]))
  await store.recordVisits([...busy(3), ...junk(0), ...junk(5_000)])
  await store.recordVisits([aVisit([{ key: '/new' }]), aVisit([{ key: '/new' }])])
  const sum = async () => (await store.pages(days)).reduce((all, { views }) => all + views, 0)
  expect(await sum()).toBe(10_008)
  const before = await store.pages(days)
  expect(before.some(({ key }) => key === '/new')).toBe(false)
  await store.trim('shop', NOON - 10 * DAY, NOON)
  await store.recordVisits([aVisit([{ key: '/new' }]), ...busy(1)])
  const pages = await store.pages(days)
  const viewsOf = (key: string) => pages.find((page) => page.key === key)?.views
  expect([viewsOf('/lamp'), viewsOf('/cart'), viewsOf('/new')]).toEqual([4, 4, 1])
  expect(pages.length).toBeLessThan(820)
  expect(await sum()).toBe(10_011)
  expect(await store.pageNames('shop')).toHaveLength(pages.length)
  // An address that was folded away and is visited again is counted by itself again.
  await store.recordVisits([aVisit([{ key: '/junk-998', kind: 'other' }])])
  expect((await store.pages(days)).find(({ key }) => key === '/junk-998')?.views).toBe(1)
})

it('keeps nothing of a trial, an order or a page once it is too old', async () => {
  const db = await openInsightsDatabase(':memory:')
  const store = createInsightsStore(db)
  const old = { startedAt: NOON - 20 * DAY }
  const exposure: Omit<ExposureRecord, 'at'> = {
    ...{ triggerId: 'trigger', version: 1, arm: 'offered', variant: 0 },
    ...{ closed: false, accepted: false, replied: false },
  }
  await store.recordVisits([
    aVisit([{ key: '/old' }], {
      ...old,
      orders: ['old-order'],
      exposures: [{ ...exposure, at: old.startedAt }],
    }),
    aVisit([{}], { orders: ['order'], exposures: [{ ...exposure, at: NOON }] }),
  ])
  const fact = { siteId: 'shop', currency: 'EUR', net: 100, counts: true }
  await store.recordOrders([
    { ...fact, reference: 'old-order' },
    { ...fact, reference: 'order' },
  ])
  await store.trim('shop', NOON - 10 * DAY, NOON)
  for (const table of [
    'pages',
    'page_days',
    'visits',
    'exposures',
    'visit_orders',
    'order_facts',
  ] as const) {
    expect(await db.selectFrom(table).selectAll().execute(), table).toHaveLength(1)
  }
  expect(await store.pageNames('shop')).toEqual([{ key: '/lamp', kind: 'product' }])
})

it('judges a large shop again when many visits came, and reports meanwhile what it knew', async () => {
  const store = await openStore()
  const visitsOf = (times: number, lost: (page: number) => number) =>
    Array.from({ length: 320 }, (_, page) =>
      Array.from({ length: times }, (_, n) => {
        const leaves = n < lost(page) * times
        return aVisit([{ key: `/page-${page}`, visibleMs: leaves ? 1_000 : 20_000 }])
      }),
    ).flat()
  const standing = async () =>
    (await store.pages(days)).find(({ key }) => key === '/page-7')?.bounce.finding.standing
  await store.recordVisits(visitsOf(30, () => 0.4))
  expect(await standing()).toBe('usual')
  await store.recordVisits(visitsOf(30, (page) => (page < 32 ? 1 : 0.4)))
  // The report that finds its findings too old does not wait for new ones.
  expect(await standing()).toBe('usual')
  await expect.poll(standing, { timeout: 10_000 }).toBe('prone')
})
