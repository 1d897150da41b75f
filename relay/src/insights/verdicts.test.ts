import type { Trigger } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import type { ArmTotals } from '../statistics/arms.ts'
import type { TrialCounts } from './trials.ts'
import { reportTriggers } from './verdicts.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22)

function aTrigger(trigger: Partial<Trigger> = {}): Trigger {
  return {
    id: 'doubt-doubt-doubt-dou',
    version: 2,
    enabled: true,
    name: 'Twijfel',
    page: '',
    when: { type: 'exit_intent' },
    texts: { nl: 'Hulp?', en: 'Help?' },
    holdOut: 0.2,
    ...trigger,
  }
}

function arm(eligible: number, ordered: number): ArmTotals {
  return {
    ...{ eligible, ordered, bounced: 0, addedToCart: 0 },
    ...{ revenue: ordered * 5_000, revenueSquares: ordered * 5_000 ** 2 },
  }
}

function counted(offered: ArmTotals, heldOut: ArmTotals, more: Partial<TrialCounts> = {}) {
  const counts: TrialCounts = {
    triggerId: 'doubt-doubt-doubt-dou',
    version: 2,
    trial: { offered, heldOut },
    offered: { shown: 0, closed: 0, accepted: 0, replied: 0 },
    suppressed: {},
    variants: [],
    since: NOW - 30 * DAY,
    ripening: 0,
    ...more,
  }
  return { currency: 'EUR', trials: [counts] }
}

const verdictOf = (...[trials, trigger]: [ReturnType<typeof counted>, Trigger?]) =>
  reportTriggers([trigger ?? aTrigger()], trials, NOW).triggers[0]?.verdict

describe('the verdict on a trigger', () => {
  it('is proven where the difference is too large for chance', () => {
    const verdict = verdictOf(counted(arm(40_000, 2_000), arm(10_000, 300)))
    expect(verdict).toMatchObject({ verdict: 'better' })
    expect(verdict?.orders.difference).toBeCloseTo(0.02)
    expect(verdict?.orders.low).toBeGreaterThan(0)
    expect(verdict?.revenue.low).toBeGreaterThan(0)
  })

  it('says that it harms where it does', () => {
    expect(verdictOf(counted(arm(40_000, 800), arm(10_000, 400)))?.verdict).toBe('worse')
  })

  it('is not proven yet while little is known, and tells about how long it takes', () => {
    const verdict = verdictOf(counted(arm(4_000, 180), arm(1_000, 30)))
    expect(verdict?.verdict).toBe('unproven')
    expect(verdict?.daysMore).toBeGreaterThan(0)
  })

  it('has no ends where nothing is known, which JSON can carry', () => {
    const verdict = verdictOf(counted(arm(1, 0), arm(0, 0)))
    expect(verdict).toMatchObject({ verdict: 'unproven', orders: { low: null, high: null } })
  })

  it('is refused where visits did not go to the arms as planned', () => {
    expect(verdictOf(counted(arm(25_000, 1_300), arm(25_000, 700)))?.verdict).toBe('mismatch')
  })

  it('is absent without a hold-out, and of another version', () => {
    const { holdOut: _, ...open } = aTrigger()
    expect(verdictOf(counted(arm(10, 1), arm(0, 0)), open)).toBeUndefined()
    const old = counted(arm(40_000, 2_000), arm(10_000, 300), { version: 1 })
    const [report] = reportTriggers([aTrigger()], old, NOW).triggers
    expect(report).toMatchObject({ offered: { eligible: 0 } })
    expect(report?.verdict).toBeUndefined()
  })
})

it('judges all triggers together sooner than one', () => {
  const other = aTrigger({ id: 'cart-cart-cart-cart-c' })
  const [one] = counted(arm(8_000, 330), arm(2_000, 58)).trials as [TrialCounts]
  const trials = { currency: 'EUR', trials: [one, { ...one, triggerId: other.id }] }
  const { together, triggers } = reportTriggers([aTrigger(), other], trials, NOW)
  const width = (verdict = together) => (verdict?.orders.high ?? 0) - (verdict?.orders.low ?? 0)
  expect(width(together)).toBeLessThan(width(triggers[0]?.verdict))
})
