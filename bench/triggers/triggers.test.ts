import { describe, expect, it } from 'vitest'
import { BAD_PAGES, simulatePages } from './pages-simulation.ts'
import { simulateRisk } from './risk-simulation.ts'
import { simulateTrials } from './trials-simulation.ts'

// What the bench measures at length, in small: enough to notice a broken rule.
describe('the rules that triggers rest on', () => {
  it('find bad pages with at most one in ten wrong', () => {
    const found = simulatePages({ truth: BAD_PAGES, visits: 100_000, shops: 8, seed: 1 })
    expect(found.falseDiscoveries).toBeLessThanOrEqual(0.1)
    expect(found.recall).toBeGreaterThanOrEqual(0.4)
  })

  it('find next to nothing where there is next to nothing to go by', () => {
    const found = simulatePages({ truth: BAD_PAGES, visits: 3_000, shops: 4, seed: 1 })
    expect(found.falseDiscoveries).toBeLessThanOrEqual(0.1)
    expect(found.flagged).toBeLessThan(2)
  })

  it.each([0.5, 0.2, 0.1])('prove nothing of nothing, looked at 60 times, %d held out', (share) => {
    const trials = { base: 0.03, effect: 0, visits: 30_000, every: 500, runs: 150, seed: 2 }
    const verdicts = simulateTrials({ ...trials, measure: 'ordered', heldOutShare: share })
    expect(verdicts.better + verdicts.worse).toBeLessThanOrEqual(0.05)
    expect(verdicts.mismatch).toBeLessThanOrEqual(0.01)
  })

  it('prove a fifth more orders to nearly everybody who holds out half', () => {
    const verdicts = simulateTrials({
      measure: 'ordered',
      heldOutShare: 0.5,
      base: 0.03,
      effect: 0.2,
      visits: 60_000,
      every: 500,
      runs: 100,
      seed: 3,
    })
    expect(verdicts.better).toBeGreaterThan(0.8)
    expect(verdicts.worse).toBe(0)
  })

  it('learn who will leave nearly as well as can be known, and use nothing where nothing is', () => {
    const { used, known } = simulateRisk({ orders: 100, blind: false, shops: 3, seed: 4 })
    expect(used).toBeGreaterThan(0.6)
    expect(known?.auc).toBeGreaterThan((known?.best ?? 1) - 0.04)
    expect(simulateRisk({ orders: 100, blind: true, shops: 3, seed: 4 }).used).toBe(0)
  })
})
