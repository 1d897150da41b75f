import { describe, expect, it } from 'vitest'
import { type ArmTotals, NO_OUTCOMES, type Trial } from './arms.ts'
import { judge, type PlannedTrial, type Question } from './verdict.ts'

const ORDERS: Question = { measure: 'ordered', alpha: 0.05, tunedFor: 30_000 }

function arm(eligible: number, ordered: number, change: Partial<ArmTotals> = {}): ArmTotals {
  return { ...NO_OUTCOMES, eligible, ordered, ...change }
}

function planned(offered: ArmTotals, heldOut: ArmTotals, heldOutShare = 0.5): PlannedTrial {
  return { trial: { offered, heldOut }, heldOutShare }
}

function times(trial: Trial, factor: number): Trial {
  const grow = (arm: ArmTotals) =>
    Object.fromEntries(Object.entries(arm).map(([key, value]) => [key, value * factor]))
  return { offered: grow(trial.offered), heldOut: grow(trial.heldOut) } as unknown as Trial
}

describe(judge, () => {
  it('says what was proven, with the interval that proves it', () => {
    const { verdict, difference, daysMore } = judge(
      [planned(arm(20_000, 720), arm(20_000, 600))],
      ORDERS,
      1_000,
    )
    expect(verdict).toBe('better')
    expect(difference.difference).toBeCloseTo(0.006, 12)
    expect(difference.low).toBeGreaterThan(0)
    expect(daysMore).toBeUndefined()
  })

  it('says that a trigger harms', () => {
    const { verdict, difference } = judge(
      [planned(arm(20_000, 600), arm(20_000, 720))],
      ORDERS,
      1_000,
    )
    expect(verdict).toBe('worse')
    expect(difference.high).toBeLessThan(0)
  })

  it('takes fewer bounces for better', () => {
    const offered = arm(5_000, 0, { bounced: 1_800 })
    const heldOut = arm(5_000, 0, { bounced: 2_200 })
    const question: Question = { ...ORDERS, measure: 'bounced' }
    expect(judge([planned(offered, heldOut)], question, 100).verdict).toBe('better')
    expect(judge([planned(heldOut, offered)], question, 100).verdict).toBe('worse')
  })

  it('judges by revenue per visit, in minor units', () => {
    const offered = arm(10_000, 400, { revenue: 2_000_000, revenueSquares: 1.2e10 })
    const heldOut = arm(10_000, 300, { revenue: 1_500_000, revenueSquares: 9e9 })
    const { verdict, difference } = judge(
      [planned(offered, heldOut)],
      { ...ORDERS, measure: 'revenue' },
      500,
    )
    expect(verdict).toBe('better')
    expect(difference.difference).toBe(50)
  })

  it('proves nothing below fifty orders in the smaller arm, however large the difference', () => {
    const far = planned(arm(4_000, 800), arm(1_000, 49), 0.2)
    const enough = planned(arm(4_000, 800), arm(1_000, 50), 0.2)
    expect(judge([far], ORDERS, 1_000)).toMatchObject({ verdict: 'unproven', daysMore: 1 })
    expect(judge([enough], ORDERS, 1_000).verdict).toBe('better')
  })

  it('tells in how many days it will be proven, and then it is', () => {
    const trial = { offered: arm(5_000, 180), heldOut: arm(5_000, 150) }
    const perDay = 1_000
    const { verdict, daysMore = 0 } = judge([{ trial, heldOutShare: 0.5 }], ORDERS, perDay)
    expect(verdict).toBe('unproven')
    const grownBy = (days: number) => times(trial, (10_000 + days * perDay) / 10_000)
    expect(judge([{ trial: grownBy(daysMore), heldOutShare: 0.5 }], ORDERS, perDay).verdict).toBe(
      'better',
    )
    expect(
      judge([{ trial: grownBy(daysMore - 2), heldOutShare: 0.5 }], ORDERS, perDay).verdict,
    ).toBe('unproven')
  })

  it('names no number of days where there is no difference, nor beyond a year', () => {
    const even = planned(arm(5_000, 150), arm(5_000, 150))
    const nearly = planned(arm(5_000, 151), arm(5_000, 150))
    const unvisited = planned(arm(5_000, 180), arm(5_000, 150))
    expect(judge([even], ORDERS, 1_000).daysMore).toBeUndefined()
    expect(judge([nearly], ORDERS, 1_000).daysMore).toBeUndefined()
    expect(judge([unvisited], ORDERS, 0).daysMore).toBeUndefined()
  })

  it('judges nothing where the arms were not filled as planned', () => {
    const lost = planned(arm(20_000, 720), arm(18_000, 540))
    expect(judge([lost], ORDERS, 1_000).verdict).toBe('mismatch')
    expect(judge([planned(arm(20_000, 720), arm(20_000, 600)), lost], ORDERS, 1_000).verdict).toBe(
      'mismatch',
    )
  })

  it('proves together what no trigger proves alone', () => {
    const weak = planned(arm(8_000, 300), arm(2_000, 52), 0.2)
    expect(judge([weak], ORDERS, 100).verdict).toBe('unproven')
    expect(judge([weak, weak, weak, weak, weak], ORDERS, 500).verdict).toBe('better')
  })

  it('has an answer before the first visit, and one to come when an arm is still empty', () => {
    expect(judge([], ORDERS, 0).verdict).toBe('unproven')
    expect(judge([planned(NO_OUTCOMES, NO_OUTCOMES)], ORDERS, 10)).toEqual({
      verdict: 'unproven',
      difference: {
        difference: 0,
        low: Number.NEGATIVE_INFINITY,
        high: Number.POSITIVE_INFINITY,
      },
    })
    expect(judge([planned(arm(3, 1), NO_OUTCOMES)], ORDERS, 10).verdict).toBe('unproven')
  })

  it('proves nothing where everybody ordered', () => {
    expect(judge([planned(arm(500, 500), arm(500, 500))], ORDERS, 10).verdict).toBe('unproven')
  })

  it('refuses a pace that is none', () => {
    expect(() => judge([], ORDERS, Number.NaN)).toThrow('perDay')
  })
})
