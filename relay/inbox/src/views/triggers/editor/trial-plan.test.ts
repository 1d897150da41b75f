import type { PlanAnswer, SimulateAnswer } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { perDayOf, termsOf } from './trial-plan.ts'

const PLAN: PlanAnswer = {
  currency: 'EUR',
  base: { rate: 0.03, from: 'assumed' },
  effect: 0.2,
  shares: [
    { holdOut: 0.2, visits: 48_000 },
    { holdOut: 0.5, visits: 30_000 },
  ],
}

describe('what holding visits out means', () => {
  it('is told in days and orders where it is known how many visits come', () => {
    const { days, heldOut, ordersMissed } = termsOf(PLAN, 0.2, 100)
    expect([days, heldOut]).toEqual([480, 600])
    expect(ordersMissed).toBeCloseTo(3.6)
  })

  it('is told in visits where it is not, or where its moment never comes', () => {
    expect(termsOf(PLAN, 0.5, undefined)).toEqual({ visits: 30_000 })
    expect(termsOf(PLAN, 0.5, 0)).toEqual({ visits: 30_000, heldOut: 0, ordersMissed: 0 })
  })

  it('is no proof where nothing is held out', () => {
    expect(termsOf(PLAN, 0, 100)).toEqual({ heldOut: 0, ordersMissed: 0 })
  })
})

it('visits a day are those in which its moment would have come', () => {
  const answer: SimulateAnswer = {
    ...{ from: 0, to: 1, visits: 100, eligible: 30, looked: 100, byPage: [], unknown: [] },
    perDay: [
      { day: 0, visits: 50, eligible: 10 },
      { day: 1, visits: 50, eligible: 20 },
    ],
  }
  expect(perDayOf(answer)).toBe(15)
  expect(perDayOf({ ...answer, visits: 0, perDay: [] })).toBeUndefined()
})
