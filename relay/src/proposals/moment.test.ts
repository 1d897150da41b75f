import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dwell } from '../insights/reports.ts'
import { dwellStep } from '../insights/tally.ts'
import { chooseMoment } from './moment.ts'

/** Views that ended a visit after so many seconds each. */
function left(...seconds: number[]): Dwell[] {
  const steps = Map.groupBy(seconds, (time) => dwellStep(time * 1_000))
  return [...steps]
    .map(([step, all]) => ({ step, views: all.length, leavers: all.length }))
    .sort((one, other) => one.step - other.step)
}

const evenly = (until: number) => Array.from({ length: 600 }, (_, n) => (n * until) / 600)
const ENTRY = { early: 10, begins: 1 }
const LATER = { early: 10, begins: 0.1 }

describe(chooseMoment, () => {
  it('comes while two thirds of those who leave are still there, and before half of them are gone', () => {
    const moment = chooseMoment(left(...evenly(92)), ENTRY)
    expect(moment).toEqual({ type: 'visible', seconds: 30, reach: expect.closeTo(0.67, 1) })
  })

  it('waits for the first seconds of a visit, but not where the visit is older', () => {
    const dwell = left(...evenly(24))
    expect(chooseMoment(dwell, ENTRY)).toMatchObject({ type: 'visible', seconds: 10 })
    expect(chooseMoment(dwell, LATER)).toMatchObject({ type: 'visible', seconds: 8 })
    expect(chooseMoment(dwell, { ...ENTRY, early: 11 })).toMatchObject({ seconds: 11 })
  })

  it('names no time where most are gone before one may speak, and says how few are left', () => {
    const dwell = left(...Array(80).fill(3), ...Array(20).fill(40))
    expect(chooseMoment(dwell, ENTRY)).toEqual({ type: 'leaving', reach: 0.2 })
  })

  it('goes by all who looked where hardly a visit ended', () => {
    const dwell = left(...evenly(90)).map((row) => ({ ...row, leavers: 0 }))
    expect(chooseMoment(dwell, LATER)).toMatchObject({
      type: 'visible',
      reach: expect.closeTo(0.67, 1),
    })
  })

  it('is before the median leaver and within what a trigger can wait for, whatever was counted', () => {
    const seconds = fc.array(fc.float({ min: 0, max: 2_000, noNaN: true }), { minLength: 30 })
    fc.assert(
      fc.property(seconds, fc.boolean(), (times, first) => {
        const dwell = left(...times)
        const moment = chooseMoment(dwell, first ? ENTRY : LATER)
        if (moment.type === 'visible') {
          expect(moment.reach).toBeGreaterThan(0.5)
          expect(moment.seconds).toBeGreaterThanOrEqual(first ? 10 : 5)
          expect(Number.isInteger(moment.seconds)).toBe(true)
        } else {
          expect(moment).toMatchObject({ type: 'leaving' })
        }
      }),
    )
  })
})
