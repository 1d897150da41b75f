import { describe, expect, it } from 'vitest'
import { aVisit, NOON } from '../testing/test-visits.ts'
import { dwellStep, tally } from './tally.ts'
import type { VisitRecord } from './visit-record.ts'

const IDS: Record<string, number> = {
  '/': 1,
  '/lamp': 2,
  '/vase': 2,
  '/cart': 3,
  '/pay': 4,
  '/ok': 5,
}
const LAMP = 2
const count = (...visits: VisitRecord[]) => tally(visits, (_, { key }) => IDS[key] as number)
const page = (id: number, ...visits: VisitRecord[]) =>
  count(...visits).pages.find(({ page_id }) => page_id === id)

const cart = { key: '/cart', kind: 'cart' } as const
const checkout = { key: '/pay', kind: 'checkout' } as const
const thanks = { key: '/ok', kind: 'thank-you' } as const

describe('a bounce', () => {
  it('is a visit of one page that nobody stayed on or touched', () => {
    expect(page(LAMP, aVisit([{ visibleMs: 9_999 }]))).toMatchObject({
      entries: 1,
      bounces: 1,
      strict_bounces: 1,
    })
  })

  it.each([
    ['was looked at for ten seconds', { visibleMs: 10_000 }],
    ['was touched', { visibleMs: 1_000, interactions: 1 }],
  ])('is only a strict one where the page %s', (_, view) => {
    expect(page(LAMP, aVisit([view]))).toMatchObject({ bounces: 0, strict_bounces: 1 })
  })

  it('is none when another page followed', () => {
    expect(page(LAMP, aVisit([{ visibleMs: 10 }, cart]))).toMatchObject({
      entries: 1,
      bounces: 0,
      strict_bounces: 0,
    })
  })

  it('is no order whose thank-you page was all we saw', () => {
    expect(page(5, aVisit([{ ...thanks, visibleMs: 10 }]))).toMatchObject({ bounces: 0 })
  })
})

describe('an exit', () => {
  it('is the last page of a visit', () => {
    const visit = aVisit([{}, cart])
    expect(page(LAMP, visit)).toMatchObject({ views: 1, exits: 0 })
    expect(page(3, visit)).toMatchObject({ views: 1, exits: 1 })
  })

  it('is not where an order ended well', () => {
    expect(page(5, aVisit([checkout, thanks]))).toMatchObject({ views: 1, exits: 0 })
  })
})

describe('a drop-off', () => {
  it('is a step of an order whose next one did not follow', () => {
    expect(page(3, aVisit([{}, cart]))).toMatchObject({ reached: 1, went_on: 0 })
    expect(page(LAMP, aVisit([{}, cart]))).toMatchObject({ reached: 1, went_on: 1 })
  })

  it('counts a visit once on a page key, however often it was there', () => {
    const visit = aVisit([{}, { key: '/vase' }, cart, {}])
    expect(page(LAMP, visit)).toMatchObject({ views: 3, reached: 1, went_on: 1 })
  })

  it('takes a later step for the next one', () => {
    expect(page(LAMP, aVisit([{}, checkout]))).toMatchObject({ went_on: 1 })
  })

  it('is there when the next step came too late', () => {
    const late = NOON + 31 * 60_000
    expect(page(LAMP, aVisit([{}, { ...cart, openedAt: late }]))).toMatchObject({ went_on: 0 })
  })

  it('counts steps of the shop by visits', () => {
    const visits = [
      aVisit([{}, { key: '/vase' }, cart]),
      aVisit([{}]),
      aVisit([cart, checkout, thanks]),
    ]
    expect(count(...visits).steps).toEqual([
      expect.objectContaining({ kind: 'product', reached: 2, went_on: 1 }),
      expect.objectContaining({ kind: 'cart', reached: 2, went_on: 1 }),
      expect.objectContaining({ kind: 'checkout', reached: 1, went_on: 1 }),
    ])
  })
})

it('adds up by day, device and whether a prompt of ours could come between', () => {
  const tomorrow = aVisit([{}], { startedAt: NOON + 86_400_000 })
  const { pages } = count(
    aVisit([{}]),
    aVisit([{}]),
    aVisit([{}], { device: 'phone' }),
    aVisit([{ untouched: false }]),
    tomorrow,
  )
  expect(pages.map(({ views }) => views)).toEqual([2, 1, 1, 1])
})

it('tells how long those looked who left, and everybody', () => {
  const { dwells } = count(aVisit([{ visibleMs: 5_000 }, cart]), aVisit([{ visibleMs: 5_500 }]))
  expect(dwells.find(({ page_id }) => page_id === LAMP)).toMatchObject({
    step: dwellStep(5_000),
    views: 2,
    leavers: 1,
  })
})

it('has a class for every time', () => {
  expect([0, 999, 1_000, 599_999, 600_000, 9e9].map(dwellStep)).toEqual([0, 0, 1, 16, 17, 17])
})
