import { describe, expect, it } from 'vitest'
import { type ArmTotals, estimateDifference, NO_OUTCOMES, tellingVisits } from './arms.ts'

function arm(eligible: number, ordered: number, change: Partial<ArmTotals> = {}): ArmTotals {
  return { ...NO_OUTCOMES, eligible, ordered, ...change }
}

describe(estimateDifference, () => {
  it('compares shares: 60 of 1,000 against 40 of 1,000', () => {
    const trial = { offered: arm(1_000, 60), heldOut: arm(1_000, 40) }
    const { difference, variance, visits } = estimateDifference([trial], 'ordered')
    expect(difference).toBeCloseTo(0.02, 12)
    expect(variance).toBeCloseTo((0.06 * 0.94) / 1_000 + (0.04 * 0.96) / 1_000, 15)
    expect(visits).toBe(2_000)
  })

  it('compares revenue per visit, visits without an order included', () => {
    const offered = arm(4, 2, { revenue: 40, revenueSquares: 1_000 })
    const heldOut = arm(4, 1, { revenue: 20, revenueSquares: 400 })
    const { difference, variance } = estimateDifference([{ offered, heldOut }], 'revenue')
    expect(difference).toBe(5)
    expect(variance).toBeCloseTo((1_000 / 4 - 100) / 4 + (400 / 4 - 25) / 4, 12)
  })

  it('turns its sign, and nothing else, when the arms change places', () => {
    const [one, other] = [arm(700, 30), arm(300, 20)]
    const forth = estimateDifference([{ offered: one, heldOut: other }], 'ordered')
    const back = estimateDifference([{ offered: other, heldOut: one }], 'ordered')
    expect(back).toEqual({ ...forth, difference: -forth.difference })
  })

  it('does not take a better trigger for a better arm when triggers hold out different shares', () => {
    // Nothing differs within either trigger; added up, 13.1 % would stand against 7.3 %.
    const busy = { offered: arm(9_000, 1_350), heldOut: arm(1_000, 150) }
    const calm = { offered: arm(2_000, 100), heldOut: arm(4_000, 200) }
    expect(estimateDifference([busy, calm], 'ordered').difference).toBeCloseTo(0, 12)
  })

  it('gets surer with more triggers that say the same', () => {
    const trial = { offered: arm(1_000, 60), heldOut: arm(1_000, 40) }
    const one = estimateDifference([trial], 'ordered')
    const four = estimateDifference([trial, trial, trial, trial], 'ordered')
    expect(four.difference).toBeCloseTo(one.difference, 12)
    expect(four.variance).toBeCloseTo(one.variance / 4, 15)
  })

  it('knows nothing while an arm is empty', () => {
    const nothing = { difference: 0, variance: Number.POSITIVE_INFINITY, visits: 0 }
    expect(estimateDifference([], 'ordered')).toEqual(nothing)
    expect(estimateDifference([{ offered: arm(10, 1), heldOut: NO_OUTCOMES }], 'revenue')).toEqual(
      nothing,
    )
  })

  it('refuses more orders than visits', () => {
    const trial = { offered: arm(10, 11), heldOut: arm(10, 1) }
    expect(() => estimateDifference([trial], 'ordered')).toThrow('11 hits of 10')
  })
})

describe(tellingVisits, () => {
  it('counts the orders of the smaller arm, for revenue too', () => {
    const trial = { offered: arm(8_000, 300), heldOut: arm(2_000, 55) }
    expect(tellingVisits(trial, 'ordered')).toBe(55)
    expect(tellingVisits(trial, 'revenue')).toBe(55)
  })

  it('counts what fewer do: those who stay where nearly all bounce', () => {
    const bounces = arm(100, 0, { bounced: 96 })
    expect(tellingVisits({ offered: bounces, heldOut: bounces }, 'bounced')).toBe(4)
  })

  it('takes the fewer of two arms that are as large as each other', () => {
    const trial = { offered: arm(1_000, 20), heldOut: arm(1_000, 70) }
    expect(tellingVisits(trial, 'ordered')).toBe(20)
  })
})
